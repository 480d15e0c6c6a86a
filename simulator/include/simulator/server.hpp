#pragma once
// A Telegram Bot API server on this machine, with simulated customers: what a bot talks to in the demo and in tests.
//
//   values::SystemClock clock;
//   simulator::Server server(executor, clock, {.customers = 100, .rate = 5.0});
//   values::Result<std::uint16_t> port = server.listen();
//   …                                           // a bot calls http://127.0.0.1:<port>/bot<token>/getMe
//   server.stop();
//
// Use it from the executor it was given only (one thread). simulator/README.md describes what it can do.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "values/id.hpp"
#include "values/result.hpp"
#include "values/secret.hpp"
#include "values/time.hpp"

namespace simulator {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;              ///< 0: any free one.
  values::Secret token;                ///< The only token let in; empty: every well-formed one.
  std::vector<values::UserId> admins;  ///< Have a chat with the bot from the start.
  bool flood = false;                  ///< Refuse messages that come too fast to a chat, or in bulk, with 429.
  std::size_t customers = 0;
  double rate = 0;                    ///< Events of all customers together, a second.
  std::uint64_t seed = 1;             ///< Of what the customers choose, and of faults at random.
  std::uint64_t identifier_seed = 1;  ///< Of update, query and charge ids: another for every run of a lasting bot.
  std::chrono::milliseconds clock_offset{0};  ///< How far the simulated time is ahead of the clock.
  std::size_t transcript_length = 100;        ///< Of each chat, in entries.
  std::string requests_file;                  ///< Where every request of the Bot API is written; empty: nowhere.
};

class Server {
 public:
  /// `clock` must outlive the server.
  Server(boost::asio::any_io_executor executor, const values::Clock& clock, ServerOptions options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Begins to serve, and starts the customers (who wait for the first getUpdates or setWebhook). Returns the port.
  values::Result<std::uint16_t> listen();
  /// Answers the calls that wait, stops the customers, and closes.
  void stop();

  /// What GET /control/record answers.
  std::string record() const;

 private:
  class State;
  std::shared_ptr<State> state_;
};

}  // namespace simulator
