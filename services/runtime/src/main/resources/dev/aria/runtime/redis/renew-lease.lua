-- Prolongs the lease; answers 1, or 0 if it is lost.
-- KEYS: lease, term
-- ARGV: holder, time to live in ms, term
if get(KEYS[1]) == ARGV[1] and get(KEYS[2]) == ARGV[3] then
  return redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return 0
