-- Gives the lease back; answers 1, or 0 if it was lost. The term stays.
-- KEYS: lease
-- ARGV: holder
if get(KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
