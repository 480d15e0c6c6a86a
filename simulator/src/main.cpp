// telegram-simulator: a Telegram Bot API server with simulated customers, on this machine.

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include "bot_token.hpp"
#include "control.hpp"
#include "simulator/server.hpp"
#include "values/result.hpp"
#include "values/time.hpp"

namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

struct Arguments {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8081;
  std::size_t customers = 0;
  double rate = 1;
  std::string token;
  std::optional<std::uint64_t> seed;
  std::vector<std::int64_t> admins;
  std::string flood = "off";
  std::string record_file;
  std::string requests_file;
  std::int64_t clock_offset_ms = 0;
  std::size_t transcript_length = 100;
};

void describe(CLI::App& app, Arguments& arguments) {
  constexpr std::size_t kMaxCustomers = 1'000'000;
  constexpr std::int64_t kMaxTelegramId = (std::int64_t{1} << 52U) - 1;
  constexpr std::size_t kMaxTranscript = 1'000'000;
  constexpr std::int64_t kMaxClockOffsetMs = 10LL * 366 * 24 * 3600 * 1000;
  const auto well_formed = [](const std::string& token) {
    return simulator::bot_of_token(token) ? std::string{} : std::string{"not a bot token (digits:35 characters)"};
  };
  app.add_option("--address", arguments.address, "Numeric address to listen on")->capture_default_str();
  app.add_option("--port", arguments.port, "Port to listen on; 0 takes any free one")->capture_default_str();
  app.add_option("--customers", arguments.customers, "How many people the bot may meet")
      ->check(CLI::Range(std::size_t{0}, kMaxCustomers))
      ->capture_default_str();
  app.add_option("--rate", arguments.rate, "What they do together, in events a second")
      ->check(CLI::Range(0.0, simulator::Control::kMaxRate))
      ->capture_default_str();
  app.add_option("--token", arguments.token, "The only token to let in (default: any well-formed one)")
      ->check(CLI::Validator(well_formed, "TOKEN"));
  app.add_option("--seed", arguments.seed, "Makes the customers' choices repeatable (default: different every time)");
  app.add_option("--admin", arguments.admins, "User id of an owner, who has a chat with the bot from the start")
      ->check(CLI::Range(std::int64_t{1}, kMaxTelegramId));
  app.add_option("--flood", arguments.flood, "Refuse messages that come too fast to a chat, or in bulk, with 429")
      ->check(CLI::IsMember({"on", "off"}))
      ->capture_default_str();
  app.add_option("--record", arguments.record_file, "Write what happened to this file when ending");
  app.add_option("--requests", arguments.requests_file, "Append every request of the Bot API to this file");
  app.add_option("--transcript", arguments.transcript_length, "How many entries of each chat are kept")
      ->check(CLI::Range(std::size_t{1}, kMaxTranscript))
      ->capture_default_str();
  app.add_option("--clock-offset-ms", arguments.clock_offset_ms, "How far the simulated time is ahead of the real one")
      ->check(CLI::Range(-kMaxClockOffsetMs, kMaxClockOffsetMs))
      ->capture_default_str();
}

simulator::ServerOptions server_options(const Arguments& arguments) {
  std::random_device random;
  const auto any_number = [&random] { return (std::uint64_t{random()} << 32U) | random(); };
  simulator::ServerOptions options{.address = arguments.address,
                                   .port = arguments.port,
                                   .token = values::Secret{arguments.token},
                                   .admins = {},
                                   .flood = arguments.flood == "on",
                                   .customers = arguments.customers,
                                   .rate = arguments.rate,
                                   .seed = arguments.seed ? *arguments.seed : any_number(),
                                   .identifier_seed = any_number(),
                                   .clock_offset = std::chrono::milliseconds{arguments.clock_offset_ms},
                                   .transcript_length = arguments.transcript_length,
                                   .requests_file = arguments.requests_file};
  for (const std::int64_t id : arguments.admins) options.admins.emplace_back(id);
  return options;
}

// Whoever reads the file sees the whole record or none.
values::Result<void> write_record(const std::string& file, const std::string& record) {
  const std::string unfinished = file + ".unfinished";
  {
    std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
    out << record << '\n';
    if (!out.flush()) return values::Error{"can't write the record to '" + file + "'"};
  }
  std::error_code error;
  std::filesystem::rename(unfinished, file, error);
  if (error) return values::Error{"can't write the record to '" + file + "': " + error.message()};
  return {};
}

int fail(const std::string& why) {
  std::cerr << "telegram-simulator: " << why << '\n';
  return kFailed;
}

int serve(const Arguments& arguments) {
  boost::asio::io_context context(1);
  const values::SystemClock clock;
  simulator::Server server(context.get_executor(), clock, server_options(arguments));
  boost::asio::signal_set signals(context, SIGINT, SIGTERM);
  signals.async_wait([&server](const boost::system::error_code& error, int) {
    if (!error) server.stop();
  });

  const values::Result<std::uint16_t> port = server.listen();
  if (!port) return fail(port.error().message);
  std::cout << "listening on " << arguments.address << ':' << *port << std::endl;
  context.run();

  if (arguments.record_file.empty()) return 0;
  const values::Result<void> written = write_record(arguments.record_file, server.record());
  return written ? 0 : fail(written.error().message);
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  CLI::App app{"A Telegram Bot API server with simulated customers. Its control interface is at /control/…"};
  app.name("telegram-simulator");
  describe(app, arguments);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    std::cerr << "telegram-simulator: " << error.what() << " (see --help)\n";
    return kWrongUsage;
  }
  try {
    return serve(arguments);
  } catch (const std::exception& error) {
    return fail(error.what());
  }
}
