import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { LoopbackServer } from './loopback-server';

const answerOf = (url: string): Promise<string> => fetch(url).then((answer) => answer.text(), () => 'no answer');

test('a cable that is pulled breaks what is open, said or not, and lets nobody in until it is plugged again', async () => {
  const server = new LoopbackServer((request, response) => {
    if (request.url === '/') response.end('here');
  });
  await server.listen();
  const { url, port } = server;
  const silent = connect(port, '127.0.0.1');
  silent.on('error', () => undefined);
  await once(silent, 'connect');
  expect(await answerOf(url)).toBe('here');
  const hanging = answerOf(`${url}/hang`);
  server.cut();
  await once(silent, 'close');
  expect([await hanging, await answerOf(url)]).toEqual(['no answer', 'no answer']);
  server.mend();
  expect(await answerOf(url)).toBe('here');
  await server.close();
  expect(await answerOf(url)).toBe('no answer');
});
