import { describe, expect, test } from '@jest/globals';
import { readConfig } from './index';

function problemOf(environment: Record<string, string>): string {
  const result = readConfig(environment, '/srv');
  return result.ok ? '' : result.error.message;
}

describe('readConfig', () => {
  test('has a default for everything', () => {
    const result = readConfig({}, '/srv/hearth');
    if (!result.ok) throw result.error;
    expect(result.value).toMatchObject({
      host: '0.0.0.0', port: 8080, dataDir: '/srv/hearth/.data', webDir: '/srv/hearth/dist/web', publicUrl: '',
      hasSample: true, hasTestAccounts: false, xtreamRefusalStatus: 200, logLevel: 'warn',
    });
  });

  test('takes what is set, and treats blank as unset', () => {
    const result = readConfig(
      {
        HEARTH_PORT: '0', HEARTH_HOST: ' ', HEARTH_DATA_DIR: '/var/hearth', HEARTH_PUBLIC_URL: 'https://tv.example.net/',
        HEARTH_SAMPLE: 'off', HEARTH_XTREAM_REFUSAL: '401', HEARTH_LOG_LEVEL: 'debug',
      },
      '/srv',
    );
    if (!result.ok) throw result.error;
    expect(result.value).toMatchObject({
      host: '0.0.0.0', port: 0, dataDir: '/var/hearth', publicUrl: 'https://tv.example.net', hasSample: false,
      xtreamRefusalStatus: 401, logLevel: 'debug',
    });
  });

  test.each([
    ['HEARTH_PORT', '80801'],
    ['HEARTH_PORT', 'http'],
    ['HEARTH_PUBLIC_URL', 'tv.example.net'],
    ['HEARTH_PUBLIC_URL', 'ftp://tv.example.net'],
    ['HEARTH_SAMPLE', 'maybe'],
    ['HEARTH_LOG_LEVEL', 'loud'],
    ['HEARTH_XTREAM_REFUSAL', '404'],
    ['HEARTH_RELAY', 'sometimes'],
    ['HEARTH_RELAY_HOSTS', 'http://line.example'],
    ['HEARTH_RELAY_NETWORKS', 'home'],
    ['HEARTH_RELAY_GB_PER_DAY', 'much'],
  ])('names the variable %s and an example when it is %s', (name, value) => {
    const problem = problemOf({ [name]: value });
    expect(problem).toContain(`${name} is "${value}"`);
    expect(problem).toContain(`for example ${name}=`);
  });

  test('a wrong address of the database is told without its password', () => {
    const problem = problemOf({ HEARTH_DATABASE_URL: 'mysql://hearth:secret@db/hearth' });
    expect(problem).toContain('for example HEARTH_DATABASE_URL=postgres://');
    expect(problem).not.toContain('secret');
    expect(problemOf({ HEARTH_RELAY_PROXY: 'proxy.example:secret' })).not.toContain(':secret');
  });

  test('reports every wrong variable at once', () => {
    expect(problemOf({ HEARTH_PORT: 'x', HEARTH_SAMPLE: 'x' }).split('\n')).toHaveLength(2);
  });
});
