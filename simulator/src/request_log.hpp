#pragma once
// Every request of the Bot API as one line of JSON, for another program to check against the API's description:
//
//   {"method":"sendMessage","parameters":{"chat_id":42,"text":"Hi"}}
//   {"method":"sendDocument","multipart":true,"parameters":{"chat_id":"42","document":{"file_name":"a.csv","size":7}}}
//
// "multipart" marks parameters that came as text (query, form): numbers and objects are strings there. "by" repeats the
// request's header X-Requested-By, by which a test tells its own requests from the bot's. Never the token.
// Not thread-safe.

#include <fstream>
#include <string>
#include <string_view>

#include "net/http_message.hpp"
#include "parameters.hpp"
#include "values/result.hpp"

namespace simulator {

class RequestLog {
 public:
  /// Appends to `file` from now on.
  values::Result<void> open(const std::string& file);

  /// Writes one whole line, at once. `method` as the Bot API writes it. Does nothing before open().
  void write(std::string_view method, const net::Request& request, const ApiResult<Parameters>& parameters);

 private:
  std::ofstream out_;
};

/// The line, without its end.
std::string request_line(std::string_view method, const net::Request& request, const ApiResult<Parameters>& parameters);

}  // namespace simulator
