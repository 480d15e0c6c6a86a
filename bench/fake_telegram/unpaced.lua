-- Updates without end: a hundred new ones a poll, from 10,000 users. What is not confirmed is delivered again.

local parameters = require "parameters"
local update = require "update"

local PER_POLL = 100
local USERS = 10000
local FIRST_USER = 500

local unpaced = {}
local next_id = 1
local replies = 0

function unpaced.get_updates()
  local offset = parameters.integer("offset")
  if offset and offset > next_id then next_id = offset end
  local updates = {}
  for i = 0, PER_POLL - 1 do
    local id = next_id + i
    updates[i + 1] = update(id, FIRST_USER + id % USERS, "/start")
  end
  local body = '{"ok":true,"result":[' .. table.concat(updates, ",") .. "]}"
  ngx.header["Content-Length"] = #body
  ngx.print(body)
end

function unpaced.count_reply()
  replies = replies + 1
end

function unpaced.replies()
  return replies
end

return unpaced
