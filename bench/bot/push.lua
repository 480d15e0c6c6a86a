-- For wrk: calls a bot's webhook with new updates from 10,000 users, /start each.
--
--   wrk --script push.lua URL -- SECRET

local TEMPLATE = '{"update_id":%d,"message":{"message_id":%d,"date":1700000000,'
  .. '"chat":{"id":%d,"type":"private","first_name":"U"},'
  .. '"from":{"id":%d,"is_bot":false,"first_name":"U","language_code":"ru"},'
  .. '"text":"/start","entities":[{"type":"bot_command","offset":0,"length":6}]}}'
local USERS = 10000
local FIRST_USER = 500

local head
local last_id = 0

function init(arguments)
  head = "POST " .. wrk.path .. " HTTP/1.1\r\nHost: " .. wrk.host .. "\r\nContent-Type: application/json\r\n"
    .. "X-Telegram-Bot-Api-Secret-Token: " .. arguments[1] .. "\r\nContent-Length: "
end

-- wrk writes what this returns as it is. With one thread it is called once for each update.
function request()
  last_id = last_id + 1
  local user = FIRST_USER + last_id % USERS
  local body = TEMPLATE:format(last_id, last_id, user, user)
  return head .. #body .. "\r\n\r\n" .. body
end
