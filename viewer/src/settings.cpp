#include "settings.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <vector>

#include <boost/asio/ip/address.hpp>

#include "values/setting.hpp"
#include "values/utf8.hpp"

namespace viewer {
namespace {

using Expected = std::optional<std::string>;
using Setting = values::Setting<Settings>;

constexpr std::string_view kPrefix = "VIEWER_";
// The bot's setting with the viewer's prefix: where the bot finds the viewer.
constexpr std::string_view kBotsName = "VIEWER_URL";
constexpr std::size_t kShortestPassword = 8;
constexpr std::size_t kLongestLogin = 200;  // bytes, of the user's name and of the password

bool is_plain_text(std::string_view text) {
  return values::is_valid_utf8(text) &&
         std::ranges::none_of(text, [](unsigned char letter) { return letter < 0x20 || letter == 0x7f; });
}

Expected set_address(Settings& settings, const std::string& text) {
  boost::system::error_code failure;
  boost::asio::ip::make_address(text, failure);
  if (failure) return "an IP address is needed, 127.0.0.1 for this machine only or 0.0.0.0 for everybody";
  settings.address = text;
  return std::nullopt;
}

Expected set_user(Settings& settings, const std::string& text) {
  if (text.size() > kLongestLogin || !is_plain_text(text) || text.find(':') != std::string::npos) {
    return "a name of at most 200 bytes without a colon is needed";
  }
  settings.user = text;
  return std::nullopt;
}

Expected set_password(Settings& settings, const std::string& text) {
  if (text.size() < kShortestPassword || text.size() > kLongestLogin || !is_plain_text(text)) {
    return "8 to 200 bytes of text are needed";
  }
  settings.password = values::Secret{text};
  return std::nullopt;
}

Expected set_prometheus_url(Settings& settings, const std::string& text) {
  if (!net::parse_url(text)) {
    return "an http or https address without user and password is needed, like http://127.0.0.1:9090";
  }
  settings.prometheus_url = text;
  return std::nullopt;
}

/// A name of the time zone database, as installed here.
bool is_zone_of_database(const std::string& name) {
  const std::filesystem::path database = "/usr/share/zoneinfo";
  std::error_code ignored;
  return !name.empty() && name.find("..") == std::string::npos && name.front() != '/' &&
         std::filesystem::is_regular_file(database / name, ignored);
}

/// The form "MSK-3" or "<+0330>-3:30" of POSIX's TZ, which may go on with the rules of summer time.
bool is_posix_zone(std::string_view text) {
  const bool bracketed = text.starts_with('<');
  const auto in_name = [bracketed](unsigned char letter) {
    return std::isalpha(letter) != 0 || (bracketed && (std::isdigit(letter) != 0 || letter == '+' || letter == '-'));
  };
  std::string_view rest = text.substr(bracketed ? 1 : 0);
  const auto* const name_end = std::ranges::find_if_not(rest, in_name);
  if (name_end - rest.begin() < 3) return false;
  rest = std::string_view(name_end, rest.end());
  if (bracketed) {
    if (!rest.starts_with('>')) return false;
    rest.remove_prefix(1);
  }
  if (rest.starts_with('+') || rest.starts_with('-')) rest.remove_prefix(1);
  return !rest.empty() && std::isdigit(static_cast<unsigned char>(rest.front())) != 0 &&
         rest.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789<>+-,.:/") ==
             std::string_view::npos;
}

Expected set_time_zone(Settings& settings, const std::string& text) {
  constexpr std::size_t kLongest = 64;
  const bool is_known = text == "UTC" || is_zone_of_database(text) || is_posix_zone(text);
  if (text.size() > kLongest || !is_known) {
    return "a time zone that this machine knows is needed, like Europe/Moscow, UTC or MSK-3";
  }
  settings.time_zone = text;
  return std::nullopt;
}

/// In the order of the documentation.
const std::vector<Setting>& all_settings() {
  static const std::vector<Setting> kSettings{
      {"VIEWER_ADDRESS", set_address, values::text_getter(&Settings::address)},
      {"VIEWER_PORT", values::port_setter(&Settings::port), values::port_getter(&Settings::port)},
      {"VIEWER_USER", set_user, values::text_getter(&Settings::user)},
      {"VIEWER_PASSWORD", set_password, [](const Settings&) { return "***"; }, true},
      {"PROMETHEUS_URL", set_prometheus_url, values::text_getter(&Settings::prometheus_url)},
      {"TIME_ZONE", set_time_zone, values::text_getter(&Settings::time_zone)},
      {"LOG_LEVEL", [](Settings& s, const std::string& text) { return logging::set_level(s.log, text); },
       [](const Settings& s) { return s.log.level; }},
      {"LOG_FORMAT", [](Settings& s, const std::string& text) { return logging::set_format(s.log, text); },
       [](const Settings& s) { return logging::to_string(s.log.format); }},
  };
  return kSettings;
}

bool is_accepted(std::string_view name) {
  return !name.starts_with(kPrefix) || name == kBotsName ||
         std::ranges::any_of(all_settings(), [&](const Setting& setting) { return setting.name == name; });
}

}  // namespace

bool Settings::is_for_this_machine() const {
  return boost::asio::ip::make_address(address).is_loopback();
}

std::string Settings::time_zone_of_browser() const {
  const bool is_iana_name = time_zone == "UTC" || is_zone_of_database(time_zone);
  return is_iana_name ? time_zone : std::string{};
}

values::Result<Settings> read_settings(const values::Variables& variables) {
  return values::read_settings(all_settings(), variables);
}

values::Result<Settings> load_settings(const std::optional<std::string>& env_file) {
  const auto variables =
      values::load_variables(env_file, {.accepts = is_accepted, .listed = values::listed_names(all_settings())});
  if (!variables) return variables.error();
  return read_settings(*variables);
}

std::optional<values::Error> refuse_known_password(const Settings& settings) {
  if (settings.is_for_this_machine() || settings.password.reveal() != Settings{}.password.reveal()) return std::nullopt;
  return values::Error{
      "VIEWER_ADDRESS is '" + settings.address +
      "', which others can reach, and everybody knows the default password: set VIEWER_PASSWORD to one "
      "of your own, or VIEWER_ADDRESS to 127.0.0.1"};
}

}  // namespace viewer
