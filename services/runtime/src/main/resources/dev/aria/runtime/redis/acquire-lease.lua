-- Takes the lease; answers the term, or 0 if another holds it. Repeating a request whose answer was
-- lost gives the same term.
-- KEYS: lease, term
-- ARGV: holder, time to live in ms, last term known elsewhere

local owner = get(KEYS[1])
if owner and owner ~= ARGV[1] then
  return 0
end
local term, known = number(get(KEYS[2]) or 0), tonumber(ARGV[3])
if not owner or term <= known then
  term = math.max(term, known) + 1
  redis.call('SET', KEYS[2], string.format('%.0f', term))
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return term
