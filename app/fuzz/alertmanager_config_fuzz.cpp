// Whatever alertmanager.yml holds, reading it ends in settings that can be read again, or in a line of text without the
// token.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include <yaml-cpp/yaml.h>

#include "alertmanager_config.hpp"
#include "values/utf8.hpp"

namespace {

constexpr std::string_view kToken = "123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

void require(bool condition) {
  if (!condition) std::abort();
}

const app::Settings& settings() {
  static const app::Settings kSettings = [] {
    app::Settings made;
    made.bot_token = values::Secret{std::string(kToken)};
    made.admin_ids = {values::UserId{1001}, values::UserId{1002}};
    return made;
  }();
  return kSettings;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(bytes, bytes + size);
  const auto config = app::make_alertmanager_config({.text = text, .file = "a.yml", .folder = "/srv"}, settings());
  if (!config) {
    const std::string& message = config.error().message;
    require(!message.empty() && message.find('\n') == std::string::npos && values::is_valid_utf8(message));
    require(message.find(kToken) == std::string::npos);
    return 0;
  }
  require(YAML::Load(config->text).IsMap());
  return 0;
}
