-- Updates by a schedule that does not wait for the bot: update k is due at a fixed time, and its latency is counted from
-- then, however late the bot or this server takes it up. So a bot that stands still for a second pays for all that
-- should have been answered meanwhile.

local parameters = require "parameters"
local clock = require "clock"
local update = require "update"
local webhook = require "webhook"

local PER_POLL = 100
local TICK = 0.001 -- seconds; the finest that nginx can wait

-- Above the ids that a generated history (bench/store) knows already.
local FIRST_ID = 1000000000

local paced = {}
local last_id = FIRST_ID - 1
local confirmed_before = FIRST_ID
local schedule = nil

local function due(k)
  return schedule.begin + k * schedule.interval
end

local function json_of(k)
  return update(schedule.first_id + k, schedule.users[k + 1], schedule.command)
end

-- Who says it, and for each user in which order the answers are expected.
local function choose_users(count, first, number, step)
  local users, expected = {}, {}
  for k = 0, count - 1 do
    local user = first + (k * step) % number
    users[k + 1] = user
    expected[user] = expected[user] or {}
    table.insert(expected[user], k)
  end
  return users, expected
end

-- Each connection waits for an update of its own, so that waking up every tick would cost more than the delivery.
local function sleep_until(time)
  local left = time - clock()
  while left > 0 do
    ngx.sleep(math.max(TICK, left / 1e6))
    left = time - clock()
  end
end

-- Updates go out in their order, each by a connection that is free, when it is due.
local function push(to)
  ngx.timer.at(0, function()
    local taken = 0
    local function take()
      if taken == schedule.count then return nil end
      taken = taken + 1
      return taken - 1
    end
    local function next_update()
      local k = take()
      if not k then return nil end
      sleep_until(due(k))
      return json_of(k)
    end
    webhook.deliver(to, next_update, function() schedule.refused = schedule.refused + 1 end)
  end)
end

-- Starts a schedule; one at a time. `webhook_port`: the bot is called there instead of asking by getUpdates.
function paced.begin(args)
  local count = assert(tonumber(args.count))
  local users, expected = choose_users(count, assert(tonumber(args.first_user)), assert(tonumber(args.users)),
    assert(tonumber(args.step)))
  schedule = {
    first_id = last_id + 1, count = count, interval = assert(tonumber(args.interval_us)), command = args.command,
    users = users, expected = expected, answered = 0, refused = 0, latencies = {}, begin = clock(),
  }
  last_id = last_id + count
  if args.webhook_port then
    push({ port = tonumber(args.webhook_port), path = args.webhook_path, secret = args.webhook_secret,
      connections = tonumber(args.connections) })
  end
end

-- Those that are due of the ones that no bot has confirmed.
local function deliverable()
  if not schedule then return {} end
  local newest = math.min(schedule.count - 1, math.floor((clock() - schedule.begin) / schedule.interval))
  local oldest = math.max(0, confirmed_before - schedule.first_id)
  local updates = {}
  for k = oldest, math.min(newest, oldest + PER_POLL - 1) do updates[#updates + 1] = json_of(k) end
  return updates
end

-- Waits as getUpdates does: until something is due, or the bot's timeout is over.
function paced.get_updates()
  confirmed_before = math.max(confirmed_before, parameters.integer("offset") or 0)
  local until_time = clock() + (parameters.integer("timeout") or 0) * 1e6
  local updates = deliverable()
  while #updates == 0 and clock() < until_time do
    ngx.sleep(TICK)
    updates = deliverable()
  end
  local body = '{"ok":true,"result":[' .. table.concat(updates, ",") .. "]}"
  ngx.header["Content-Length"] = #body
  ngx.print(body)
end

function paced.take_reply()
  local chat = parameters.integer("chat_id")
  local at = clock()
  local k = schedule and schedule.expected[chat] and table.remove(schedule.expected[chat], 1)
  if not k then return end
  schedule.answered = schedule.answered + 1
  schedule.latencies[k + 1] = at - due(k)
end

-- How many updates of the schedule have their reply.
function paced.answered()
  return schedule.answered
end

-- One JSON object. An update without a reply has the latency null.
function paced.report()
  local latencies = {}
  for k = 1, schedule.count do
    local latency = schedule.latencies[k]
    latencies[k] = latency and ("%.0f"):format(latency) or "null"
  end
  ngx.print(('{"refused":%d,"microseconds":[%s]}'):format(schedule.refused, table.concat(latencies, ",")))
end

return paced
