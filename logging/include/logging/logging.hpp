#pragma once
// The log of a program, on standard error: a line of text or a JSON object each, written through spdlog's functions.
// Secrets are removed from every line, whoever wrote it.
//
//   logging::start("coursebot", {.level = "info", .format = logging::Format::json}, {settings.bot_token});
//   spdlog::info("serving");
//
// `start` is called once, before other threads log. The setters are pure.

#include <optional>
#include <string>
#include <vector>

#include "values/secret.hpp"

namespace logging {

enum class Format { text, json };

struct Options {
  std::string level = "info";
  Format format = Format::text;
};

/// The settings LOG_LEVEL and LOG_FORMAT: take the text over, or say what would be right.
std::optional<std::string> set_level(Options& options, const std::string& text);
std::optional<std::string> set_format(Options& options, const std::string& text);

/// "text" or "json".
std::string to_string(Format format);

void start(const std::string& program, const Options& options, std::vector<values::Secret> secrets);

}  // namespace logging
