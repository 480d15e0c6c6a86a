-- What a bot passes along with a method, in the query, a form, or JSON.

local parameters = {}

-- The body, also where nginx has put it into a file.
local function body()
  ngx.req.read_body()
  local text = ngx.req.get_body_data()
  if text then return text end
  local name = ngx.req.get_body_file()
  if not name then return "" end
  local file = assert(io.open(name, "rb"))
  text = file:read("*a")
  file:close()
  return text
end

-- The whole number with that name, or nil.
function parameters.integer(name)
  local value = ngx.req.get_uri_args()[name] or body():match(name .. '"?[=:%s"]*(%-?%d+)')
  return tonumber(value)
end

-- The text with that name, still as JSON has it between quotes, or nil.
function parameters.quoted(name)
  return body():match('"' .. name .. '"%s*:%s*"([^"]*)"')
end

return parameters
