#pragma once
// The viewer's settings, from the environment and from the same `.env` as the bot's, checked before anything starts.
//
//   values::Result<viewer::Settings> settings = viewer::load_settings(env_file);
//   if (!settings) fail(settings.error().message);   // "VIEWER_PORT is '80000': a port number from 1 to 65535 is
//   needed"
//
// Values and pure functions, but for load_settings, which reads the process's environment and a file.

#include <cstdint>
#include <optional>
#include <string>

#include "logging/logging.hpp"
#include "net/url.hpp"
#include "values/environment.hpp"
#include "values/result.hpp"
#include "values/secret.hpp"

namespace viewer {

struct Settings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 3000;
  std::string user = "admin";
  values::Secret password{"admin123"};
  std::string prometheus_url = "http://127.0.0.1:9090";
  std::string time_zone;  ///< An IANA or POSIX name; empty: the machine's.
  logging::Options log;

  /// Only programs of this machine can connect.
  bool is_for_this_machine() const;
  /// `time_zone` if browsers know it by that name, else empty: theirs.
  std::string time_zone_of_browser() const;
  net::Url prometheus() const { return net::parse_url(prometheus_url).value(); }
};

/// Reads what it knows from `variables`; others are ignored. An empty value counts as not set.
values::Result<Settings> read_settings(const values::Variables& variables);

/// Reads `env_file` (which must exist when it was named on the command line, and may be missing as the default `.env`)
/// and the environment, which overrides it. Refuses names in the file that begin with VIEWER_ and are no setting; other
/// names are the bot's and other programs'.
values::Result<Settings> load_settings(const std::optional<std::string>& env_file);

/// What is wrong with listening beyond this machine while the password is the one that everybody knows; else nothing.
std::optional<values::Error> refuse_known_password(const Settings& settings);

}  // namespace viewer
