#include "logging.hpp"

#include <memory>
#include <string>
#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <spdlog/details/log_msg.h>
#include <spdlog/formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "values/time.hpp"
#include "values/utf8.hpp"

namespace app {
namespace {

std::string_view name_of(spdlog::level::level_enum level) {
  const auto name = spdlog::level::to_string_view(level);
  return {name.data(), name.size()};
}

class LineFormatter final : public spdlog::formatter {
 public:
  LineFormatter(LogFormat format, std::vector<values::Secret> secrets)
      : format_(format), secrets_(std::move(secrets)) {}

  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
    const std::string text = without_secrets(values::to_valid_utf8({message.payload.data(), message.payload.size()}));
    const auto at = std::chrono::time_point_cast<std::chrono::milliseconds>(message.time);
    const std::string line =
        format_ == LogFormat::json ? as_json(at, message.level, text) : as_text(at, message.level, text);
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

  LogFormat format_;
  std::vector<values::Secret> secrets_;
};

}  // namespace

void start_logging(const Settings& settings, std::vector<values::Secret> secrets) {
  std::erase_if(secrets, [](const values::Secret& secret) { return secret.empty(); });
  auto logger = std::make_shared<spdlog::logger>("coursebot", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_level(spdlog::level::from_str(settings.log_level));
  logger->set_formatter(std::make_unique<LineFormatter>(settings.log_format, std::move(secrets)));
  logger->flush_on(spdlog::level::info);
  spdlog::set_default_logger(std::move(logger));
}

}  // namespace app
