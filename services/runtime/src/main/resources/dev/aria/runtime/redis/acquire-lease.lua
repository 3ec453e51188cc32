-- Takes the lease; answers the term, or 0 if another holds it. Repeating a request whose answer was
-- lost gives the same term.
-- KEYS: lease, term
-- ARGV: holder, time to live in ms, last term known elsewhere

-- A number of ours, or else 0: the control topic knows better than what is damaged here.
local function number(text)
  local n = tonumber(text or 0)
  return n and n >= 0 and n <= 9007199254740992 and n == math.floor(n) and n or 0
end

-- What is stored; nothing where a key is of another kind, which the next SET replaces. Any other
-- failure, such as a right that lacks, is raised.
local function get(key)
  local value = redis.pcall('GET', key)
  if type(value) == 'table' then
    return not string.find(value.err, 'WRONGTYPE', 1, true) and redis.call('GET', key)
  end
  return value
end

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
