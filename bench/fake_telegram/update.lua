-- An update: a user says a command in their private chat.

local TEMPLATE = '{"update_id":%d,"message":{"message_id":%d,"date":1700000000,'
  .. '"chat":{"id":%d,"type":"private","first_name":"U"},'
  .. '"from":{"id":%d,"is_bot":false,"first_name":"U","language_code":"ru"},'
  .. '"text":"%s","entities":[{"type":"bot_command","offset":0,"length":%d}]}}'

return function(id, user, command)
  return TEMPLATE:format(id, id, user, user, command, #command)
end
