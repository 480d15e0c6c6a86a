#include "values/environment.hpp"

#include <fstream>
#include <utility>

#include "values/dotenv.hpp"
#include "values/quote.hpp"

// POSIX: the environment of the process.
extern char** environ;  // NOLINT(readability-redundant-declaration)

namespace values {
namespace {

constexpr std::string_view kDefaultEnvFile = ".env";
constexpr std::size_t kMaxEnvFileBytes = 1U << 20U;

Result<std::optional<std::string>> read_env_file(const std::optional<std::string>& named) {
  const std::string path = named.value_or(std::string(kDefaultEnvFile));
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    if (named) {
      return Error{"the settings file " + quote(path) + " can't be read: check the path given with --env-file"};
    }
    return std::optional<std::string>{};
  }
  std::string text(kMaxEnvFileBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad()) return Error{"the settings file " + quote(path) + " can't be read: it must be a file"};
  if (text.size() > kMaxEnvFileBytes) return Error{"the settings file " + quote(path) + " is larger than 1 MB"};
  return std::optional<std::string>{std::move(text)};
}

Variables process_environment() {
  Variables variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

}  // namespace

Result<Variables> load_variables(const std::optional<std::string>& env_file, const AcceptedNames& names) {
  const auto text = read_env_file(env_file);
  if (!text) return text.error();
  Variables variables = process_environment();
  if (!*text) return variables;

  const std::string file = env_file.value_or(std::string(kDefaultEnvFile));
  const auto entries = parse_dotenv(**text, file);
  if (!entries) return entries.error();
  Variables from_file;
  for (const DotenvEntry& entry : *entries) {
    if (!names.accepts(entry.name)) {
      return Error{file + ":" + std::to_string(entry.line) + ": " + quote(entry.name) +
                   " is not a setting; there are " + names.listed};
    }
    from_file.insert_or_assign(entry.name, entry.value);
  }
  variables.merge(from_file);
  return variables;
}

}  // namespace values
