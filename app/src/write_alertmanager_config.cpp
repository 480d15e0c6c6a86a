#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>

#include "alertmanager_config.hpp"
#include "commands.hpp"
#include "private_file.hpp"
#include "startup.hpp"
#include "values/quote.hpp"

namespace app {
namespace {

namespace fs = std::filesystem;

// More than the parser accepts, so that the parser is the one who says so; but not without an end.
constexpr std::size_t kMaxTemplateBytes = 2U << 20U;

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

}  // namespace

int alertmanager_config(const std::optional<std::string>& env_file, const AlertmanagerConfigOptions& options) {
  const Settings settings = settings_or_throw(env_file);
  const std::string text = read_template(options.template_file);
  const std::string folder = fs::absolute(options.template_file).lexically_normal().parent_path().string();
  std::optional<std::string> token_file;
  if (options.token_file) token_file = fs::absolute(*options.token_file).lexically_normal().string();

  const auto config =
      make_alertmanager_config({.text = text, .file = options.template_file, .folder = folder}, settings, token_file);
  if (!config) throw StartError(config.error().message);

  const Readers readers = options.group_readable ? Readers::group : Readers::owner;
  if (token_file && settings.has_token()) write_private_file(*token_file, settings.bot_token.reveal(), readers);
  write_private_file(options.output, config->text, readers);
  if (config->nobody_is_told) std::cerr << "coursebot: " << *config->nobody_is_told << "\n";
  return 0;
}

}  // namespace app
