#pragma once
// What stands in the body of a request to the control interface, field by field, and how it is answered. Pure
// functions.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "bot_account.hpp"
#include "net/http_message.hpp"
#include "values/id.hpp"

namespace simulator {

using ControlFields = boost::json::object;

/// Nothing where absent or of another type.
std::optional<std::string> text_of(const ControlFields& fields, std::string_view name);
std::optional<std::int64_t> integer_of(const ControlFields& fields, std::string_view name);
/// Nothing where absent or not the id of a person.
std::optional<values::UserId> user_of(const ControlFields& fields, std::string_view name = "user");
bool flag_of(const ControlFields& fields, std::string_view name);

/// A 200 with `fields` and `"ok":true`.
net::Response done(ControlFields fields = {});
/// With the update's id, or a 409.
net::Response done(const ActionResult& result);
/// A 200, or a 409.
net::Response done(const values::Result<void>& result);
net::Response refused(int status, std::string_view why);
net::Response with_json(int status, std::string body);

}  // namespace simulator
