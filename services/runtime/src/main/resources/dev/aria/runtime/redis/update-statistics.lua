-- Compare and set of the region statistics.
-- KEYS: statistics, term
-- ARGV: lineage, term, from lineage, from tick, from offsets, tick, offsets, statistics

local lineage, term = tonumber(ARGV[1]), tonumber(ARGV[2])
local stored = redis.pcall('HMGET', KEYS[1], 'lineage', 'term', 'tick', 'offsets', 'statistics')
if stored.err then
  return string.find(stored.err, 'WRONGTYPE', 1, true) and {'unreadable', stored.err} or stored
end
local fence = math.max(number(get(KEYS[2]) or 0), number(stored[2]))
if term < fence then
  return {'superseded', string.format('%.0f', fence)}
end
if stored[1] and stored[2] and stored[3] and stored[4] and stored[5] then
  local older = number(stored[1]) < lineage
  local expected = stored[1] == ARGV[3] and stored[3] == ARGV[4] and stored[4] == ARGV[5]
  local repeated = stored[1] == ARGV[1] and stored[3] == ARGV[6] and stored[4] == ARGV[7]
    and stored[5] == ARGV[8]
  if not (older or repeated or expected and stored[1] == ARGV[1]) then
    return {'elsewhere', unpack(stored)}
  end
end
redis.call('HSET', KEYS[1],
  'lineage', ARGV[1], 'term', ARGV[2], 'tick', ARGV[6], 'offsets', ARGV[7], 'statistics', ARGV[8])
redis.call('PERSIST', KEYS[1])
redis.call('SET', KEYS[2], ARGV[2])
return {'applied'}
