-- Prolongs the lease; answers 1, or 0 if it is lost.
-- KEYS: lease, term
-- ARGV: holder, time to live in ms, term
-- What is stored; nothing where a key is of another kind, which the next SET replaces. Any other
-- failure, such as a right that lacks, is raised.
local function get(key)
  local value = redis.pcall('GET', key)
  if type(value) == 'table' then
    return not string.find(value.err, 'WRONGTYPE', 1, true) and redis.call('GET', key)
  end
  return value
end

if get(KEYS[1]) == ARGV[1] and get(KEYS[2]) == ARGV[3] then
  return redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return 0
