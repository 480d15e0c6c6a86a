#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>

#include "alert_secret.hpp"
#include "alertmanager_config.hpp"
#include "commands.hpp"
#include "net/url.hpp"
#include "private_file.hpp"
#include "startup.hpp"
#include "values/quote.hpp"

namespace app {
namespace {

namespace fs = std::filesystem;

// More than the parser accepts, so that the parser is the one who says so; but not without an end.
constexpr std::size_t kMaxTemplateBytes = 2U << 20U;

constexpr std::string_view kAlertSecretFile = "alert_secret";

std::string read_template(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(kMaxTemplateBytes, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.is_open() || file.bad()) {
    throw StartError("the template " + values::quote(path) +
                     " can't be read: " + std::system_category().message(errno));
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

/// The other secret is beside the token.
std::optional<SecretFiles> secret_files(const std::optional<std::string>& token_file) {
  if (!token_file) return std::nullopt;
  const fs::path token = fs::absolute(*token_file).lexically_normal();
  return SecretFiles{.token = token.string(), .alert_secret = (token.parent_path() / kAlertSecretFile).string()};
}

}  // namespace

int alertmanager_config(const std::optional<std::string>& env_file, const AlertmanagerConfigOptions& options) {
  const Settings settings = settings_or_throw(env_file);
  const std::string text = read_template(options.template_file);
  const std::string folder = fs::absolute(options.template_file).lexically_normal().parent_path().string();
  const AlertmanagerSurroundings surroundings{.secret_files = secret_files(options.token_file),
                                              .bot_url = options.bot_url};
  if (options.bot_url && !net::parse_url(*options.bot_url)) {
    throw StartError("--bot-url is " + values::quote(*options.bot_url) +
                     ": an http or https address is needed, like http://127.0.0.1:8000");
  }

  const auto config =
      make_alertmanager_config({.text = text, .file = options.template_file, .folder = folder}, settings, surroundings);
  if (!config) throw StartError(config.error().message);

  const Readers readers = options.group_readable ? Readers::group : Readers::owner;
  if (surroundings.secret_files && settings.has_token()) {
    write_private_file(surroundings.secret_files->token, settings.bot_token.reveal(), readers);
    write_private_file(surroundings.secret_files->alert_secret, alert_secret(settings.bot_token).reveal(), readers);
  }
  write_private_file(options.output, config->text, readers);
  if (config->nobody_is_told) std::cerr << "coursebot: " << *config->nobody_is_told << "\n";
  return 0;
}

}  // namespace app
