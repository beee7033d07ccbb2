/**
 * Leases in Redis, each step one script and so one moment. Keys below a prefix: `lease:<id>` (hash), `open:<account>` (ids of leases that have not
 * ended, by start), `players:<account>` (player → its open lease), `untold:<account>:<player>` (leases taken away without a word yet), and over all accounts `running` (by when they run out),
 * `ended` and `taken` (by when they ended; `taken` only those ended for another's sake). Keys are made from what is stored, so this wants one
 * Redis with its replicas, not a cluster.
 */
const COMMON = `
local prefix = ARGV[1]
local given = cjson.decode(ARGV[2])
local RUNNING, ENDED, TAKEN = prefix .. 'running', prefix .. 'ended', prefix .. 'taken'
local function leaseKey(id) return prefix .. 'lease:' .. id end
local function openKey(account) return prefix .. 'open:' .. account end
local function playersKey(account) return prefix .. 'players:' .. account end
local function untoldKey(row) return prefix .. 'untold:' .. row.accountId .. ':' .. row.playerKey end
-- Large numbers must not be written as powers.
local function whole(number) return string.format('%.0f', number) end
local function read(id)
  local flat = redis.call('HGETALL', leaseKey(id))
  if #flat == 0 then return nil end
  local row = {}
  for i = 1, #flat, 2 do row[flat[i]] = flat[i + 1] end
  return row
end
local function opened(account)
  local rows = {}
  for _, id in ipairs(redis.call('ZRANGE', openKey(account), 0, -1)) do
    local row = read(id)
    if row then rows[#rows + 1] = row end
  end
  return rows
end
local function change(row, changes)
  for field, value in pairs(changes) do
    row[field] = value
    redis.call('HSET', leaseKey(row.id), field, value)
  end
end
local function close(row, nowMs, changes)
  changes.endedAtMs = whole(nowMs)
  change(row, changes)
  redis.call('ZREM', openKey(row.accountId), row.id)
  redis.call('HDEL', playersKey(row.accountId), row.playerKey)
  redis.call('ZREM', RUNNING, row.id)
  redis.call('ZADD', ENDED, whole(nowMs), row.id)
  if changes.endReason ~= 'stopped' then redis.call('ZADD', TAKEN, whole(nowMs), row.id) end
  if row.isTold == '0' then redis.call('RPUSH', untoldKey(row), row.id) end
end
local function replace(row, by, terms)
  local isSilent = tonumber(row.beatAtMs) < terms.staleBeforeMs
  close(row, terms.nowMs, { endReason = 'replaced', replacedBy = by, isTold = isSilent and '1' or '0' })
end
local function keep(row, nowMs, lifeMs, changes)
  changes.beatAtMs, changes.expiresAtMs = whole(nowMs), whole(nowMs + lifeMs)
  change(row, changes)
  redis.call('ZADD', RUNNING, row.expiresAtMs, row.id)
end
`;

const START = `${COMMON}
local wish, terms = given.wish, given.terms
local untold = redis.call('LRANGE', untoldKey(wish), 0, -1)
redis.call('DEL', untoldKey(wish))
local told = nil
for _, id in ipairs(untold) do
  local row = read(id)
  if row then
    change(row, { isTold = '1' })
    told = row
  end
end
if told then return cjson.encode({ kind = 'told', lease = told }) end
local ownId = redis.call('HGET', playersKey(wish.accountId), wish.playerKey)
local own, others = ownId and read(ownId) or nil, {}
-- Without a limit nobody has to be counted.
for _, row in ipairs(terms.most == 0 and {} or opened(wish.accountId)) do
  if row.id ~= ownId and tonumber(row.expiresAtMs) > terms.nowMs then others[#others + 1] = row end
end
local surplus = terms.most == 0 and 0 or #others - terms.most + 1
if surplus > 0 and terms.policy == 'reject' then return cjson.encode({ kind = 'refused', open = others }) end
-- Who gives way first: those that no longer beat, then the one that has played longest.
local function rank(row)
  local beat = tonumber(row.beatAtMs)
  return beat < terms.staleBeforeMs and beat - terms.staleBeforeMs or tonumber(row.startedAtMs)
end
table.sort(others, function(a, b)
  local left, right = rank(a), rank(b)
  if left == right then return a.id < b.id end
  return left < right
end)
local ended = {}
for i = 1, surplus do
  replace(others[i], wish.playerName, terms)
  ended[i] = others[i]
end
if own then
  keep(own, terms.nowMs, terms.lifeMs, { item = wish.item, playerName = wish.playerName })
else
  own = { id = wish.id }
  keep(own, terms.nowMs, terms.lifeMs, {
    id = wish.id, accountId = wish.accountId, playerKey = wish.playerKey, playerName = wish.playerName, item = wish.item,
    startedAtMs = whole(terms.nowMs), endedAtMs = '0', endReason = '', replacedBy = '', isTold = '1',
  })
  redis.call('ZADD', openKey(wish.accountId), own.startedAtMs, own.id)
  redis.call('HSET', playersKey(wish.accountId), wish.playerKey, own.id)
end
return cjson.encode({ kind = 'started', lease = own, ended = ended })
`;

const BEAT = `${COMMON}
local row, terms = read(given.id), given.terms
if row == nil then return 'null' end
if row.endedAtMs ~= '0' then return cjson.encode(row) end
if tonumber(row.expiresAtMs) <= terms.nowMs and terms.most > 0 then
  local count, last = 0, nil
  for _, other in ipairs(opened(row.accountId)) do
    if tonumber(other.expiresAtMs) > terms.nowMs then
      count = count + 1
      last = other
    end
  end
  if count >= terms.most then
    replace(row, last.playerName, terms)
    return cjson.encode(row)
  end
end
keep(row, terms.nowMs, terms.lifeMs, {})
return cjson.encode(row)
`;

const KEEP_ALL = `${COMMON}
local others = {}
for _, id in ipairs(given.ids) do
  local row = read(id)
  if row and row.endedAtMs == '0' and tonumber(row.expiresAtMs) > given.nowMs then keep(row, given.nowMs, given.lifeMs, {})
  else others[#others + 1] = id end
end
return others
`;

const END = `${COMMON}
local row = read(given.id)
if row == nil or row.accountId ~= given.accountId or row.endedAtMs ~= '0' then return 0 end
close(row, given.nowMs, { endReason = given.reason, isTold = given.reason == 'owner' and '0' or '1' })
return 1
`;

const RUNNING = `${COMMON}
local rows = {}
for _, row in ipairs(opened(given.accountId)) do
  if tonumber(row.expiresAtMs) > given.nowMs then rows[#rows + 1] = row end
end
return cjson.encode(rows)
`;

const DELETE_OVER = `${COMMON}
local before = '(' .. whole(given.beforeMs)
local count = 0
for _, set in ipairs({ ENDED, RUNNING }) do
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', set, '-inf', before, 'LIMIT', 0, given.most)) do
    local row = read(id)
    if row then
      redis.call('ZREM', openKey(row.accountId), id)
      if redis.call('HGET', playersKey(row.accountId), row.playerKey) == id then redis.call('HDEL', playersKey(row.accountId), row.playerKey) end
      redis.call('LREM', untoldKey(row), 0, id)
      redis.call('DEL', leaseKey(id))
      count = count + 1
    end
    for _, each in ipairs({ ENDED, RUNNING, TAKEN }) do redis.call('ZREM', each, id) end
  end
end
return count
`;

/** The scripts by name. Each takes the prefix and one JSON object. */
export const LEASE_SCRIPTS = { start: START, beat: BEAT, keepAll: KEEP_ALL, end: END, running: RUNNING, deleteOver: DELETE_OVER } as const;
