#pragma once
// A client of Alertmanager's HTTP API, version 2 (https://github.com/prometheus/alertmanager, api/v2/openapi.yaml).
//
//   monitoring::Alertmanager alertmanager(http_client, {.address = "127.0.0.1:9093"});
//   const auto silences = co_await alertmanager.silences();
//   if (!silences) show(silences.error().message);   // "Alertmanager on 127.0.0.1:9093 does not answer"
//
// Use it from the executor of its HTTP client only; the client must outlive it. Errors are one sentence for a person,
// without a full stop. Every answer is bounded in size.

#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "monitoring/alert.hpp"
#include "net/http_client.hpp"
#include "values/result.hpp"
#include "values/time.hpp"

namespace monitoring {

/// An alert that fires.
struct ActiveAlert {
  Alert alert;
  std::vector<std::string> silenced_by = {};  ///< Ids of silences.
  bool inhibited = false;                     ///< Another alert speaks for it.
};

struct Matcher {
  std::string name;
  std::string value;
  bool is_regex = false;
  bool is_equal = true;  ///< False: matches what the value doesn't.

  auto operator<=>(const Matcher&) const = default;
};

/// As people write them: alertname="HighUserLoad", severity=~"warning|critical".
std::string to_text(const std::vector<Matcher>& matchers);

struct Silence {
  std::string id = {};  ///< Given by Alertmanager, a UUID.
  std::vector<Matcher> matchers;
  values::Timestamp ends_at;
  std::string created_by;
  std::string comment;
};

struct AlertmanagerOptions {
  std::string address;                       ///< Of its server, as errors name it.
  std::chrono::milliseconds timeout{3'000};  ///< Of a request; a call here makes two at most.
  std::size_t max_answer_bytes = 4U << 20U;  ///< The HTTP client has a limit of its own.
};

class Alertmanager {
 public:
  Alertmanager(net::HttpClient& client, AlertmanagerOptions options) : client_(&client), options_(std::move(options)) {}

  /// Those that fire, silenced and inhibited ones too, the latest to begin first.
  boost::asio::awaitable<values::Result<std::vector<ActiveAlert>>> alerts();

  /// Those in force, the last to end first.
  boost::asio::awaitable<values::Result<std::vector<Silence>>> silences();

  /// Puts a silence in force from now on, and returns its id. If one like it, until whenever, is in force, that one's.
  boost::asio::awaitable<values::Result<std::string>> silence(Silence wanted);

  /// Ends a silence. That it is over already, or unknown, is no error.
  boost::asio::awaitable<values::Result<void>> expire(std::string id);

  /// When it was started.
  boost::asio::awaitable<values::Result<values::Timestamp>> running_since();

 private:
  boost::asio::awaitable<values::Result<net::Response>> ask(net::Request request);
  boost::asio::awaitable<values::Result<std::string>> get(std::string target);

  net::HttpClient* client_;
  AlertmanagerOptions options_;
};

}  // namespace monitoring
