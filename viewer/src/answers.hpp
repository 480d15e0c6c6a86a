#pragma once
// The forms in which the viewer answers, and the headers that all answers carry. Pure functions.

#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include "net/http_message.hpp"

namespace viewer {

net::Response text_answer(int status, std::string_view sentence);
net::Response json_answer(int status, const boost::json::value& value);

/// {"error":"…"}
net::Response error_answer(int status, std::string_view sentence);

/// {"status":"error","errorType":"…","error":"…"}, as Prometheus's own API reports errors.
net::Response prometheus_error(int status, std::string_view type, std::string_view sentence);

/// Adds what protects a page in a browser: a content security policy without inline scripts or styles, no framing, no
/// reading by pages of other sites. Answers that don't say how long they may be kept are not to be kept at all.
void protect(net::Response& response);

}  // namespace viewer
