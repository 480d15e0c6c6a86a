-- Delivery to a bot's webhook, over connections that stay open. Each of them brings the next update when the last one
-- was answered.

local parameters = require "parameters"

local webhook = {}
local url = ""

local TIMEOUT_MS = 60000

-- Both setWebhook and deleteWebhook, which names no URL.
function webhook.set()
  url = parameters.quoted("url") or ""
  ngx.print('{"ok":true,"result":true}')
end

function webhook.info()
  ngx.print('{"ok":true,"result":{"url":"' .. url .. '","has_custom_certificate":false,"pending_update_count":0}}')
end

-- Reads an answer with a Content-Length to its end, so that the connection can be used again; its status.
local function read_status(socket)
  local line = assert(socket:receive("*l"))
  local status = tonumber(line:match("^HTTP/1%.1 (%d+)"))
  local length = 0
  repeat
    line = assert(socket:receive("*l"))
    local name, value = line:match("^([^:]+):%s*(.*)$")
    if name and name:lower() == "content-length" then length = tonumber(value) end
  until line == ""
  if length > 0 then assert(socket:receive(length)) end
  return status
end

local function deliver_over_one_connection(to, next_update, on_refused)
  local socket = ngx.socket.tcp()
  socket:settimeout(TIMEOUT_MS)
  assert(socket:connect("127.0.0.1", to.port))
  local head = "POST " .. to.path .. " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    .. "X-Telegram-Bot-Api-Secret-Token: " .. to.secret .. "\r\nContent-Length: "
  local update = next_update()
  while update do
    assert(socket:send(head .. #update .. "\r\n\r\n" .. update))
    if read_status(socket) ~= 200 then on_refused() end
    update = next_update()
  end
  socket:close()
end

-- Returns when `next_update` has no more.
function webhook.deliver(to, next_update, on_refused)
  local threads = {}
  for i = 1, to.connections do
    threads[i] = ngx.thread.spawn(function()
      local done, reason = pcall(deliver_over_one_connection, to, next_update, on_refused)
      if not done then
        on_refused()
        ngx.log(ngx.ERR, "the webhook could not be called: ", reason)
      end
    end)
  end
  for _, thread in ipairs(threads) do ngx.thread.wait(thread) end
end

return webhook
