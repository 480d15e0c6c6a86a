#include "logging/logging.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <spdlog/details/log_msg.h>
#include <spdlog/formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "values/time.hpp"
#include "values/utf8.hpp"

namespace logging {
namespace {

std::string_view name_of(spdlog::level::level_enum level) {
  const auto name = spdlog::level::to_string_view(level);
  return {name.data(), name.size()};
}

class LineFormatter final : public spdlog::formatter {
 public:
  LineFormatter(Format format, std::vector<values::Secret> secrets) : format_(format), secrets_(std::move(secrets)) {}

  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
    const std::string text = without_secrets(values::to_valid_utf8({message.payload.data(), message.payload.size()}));
    const auto at = std::chrono::time_point_cast<std::chrono::milliseconds>(message.time);
    const std::string line =
        format_ == Format::json ? as_json(at, message.level, text) : as_text(at, message.level, text);
    out.append(line.data(), line.data() + line.size());
  }

  std::unique_ptr<spdlog::formatter> clone() const override {
    return std::make_unique<LineFormatter>(format_, secrets_);
  }

 private:
  std::string without_secrets(std::string text) const {
    for (const values::Secret& secret : secrets_) {
      for (auto at = text.find(secret.reveal()); at != std::string::npos; at = text.find(secret.reveal(), at)) {
        text.replace(at, secret.reveal().size(), "***");
      }
    }
    return text;
  }

  static std::string as_text(values::Timestamp at, spdlog::level::level_enum level, const std::string& text) {
    return values::format_rfc3339(at) + " " + std::string(name_of(level)) + " " + text + "\n";
  }

  static std::string as_json(values::Timestamp at, spdlog::level::level_enum level, const std::string& text) {
    const boost::json::object line{{"time", values::format_rfc3339(at)}, {"level", name_of(level)}, {"message", text}};
    return boost::json::serialize(line) + "\n";
  }

  Format format_;
  std::vector<values::Secret> secrets_;
};

}  // namespace

std::optional<std::string> set_level(Options& options, const std::string& text) {
  constexpr std::array<std::string_view, 5> kLevels{"trace", "debug", "info", "warn", "error"};
  if (std::ranges::find(kLevels, text) == kLevels.end()) return "trace, debug, info, warn or error is needed";
  options.level = text;
  return std::nullopt;
}

std::optional<std::string> set_format(Options& options, const std::string& text) {
  if (text != "text" && text != "json") return "text or json is needed";
  options.format = text == "json" ? Format::json : Format::text;
  return std::nullopt;
}

std::string to_string(Format format) {
  return format == Format::json ? "json" : "text";
}

void start(const std::string& program, const Options& options, std::vector<values::Secret> secrets) {
  std::erase_if(secrets, [](const values::Secret& secret) { return secret.empty(); });
  auto logger = std::make_shared<spdlog::logger>(program, std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_level(spdlog::level::from_str(options.level));
  logger->set_formatter(std::make_unique<LineFormatter>(options.format, std::move(secrets)));
  logger->flush_on(spdlog::level::info);
  spdlog::set_default_logger(std::move(logger));
}

}  // namespace logging
