-- What every script may use; it stands before each.

-- A number of ours, or else 0: the log knows better than what is damaged here.
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

