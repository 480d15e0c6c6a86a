#include "prometheus_http_config.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <stdexcept>
#include <string_view>

#include <yaml-cpp/yaml.h>

#include "net/basic_authorization.hpp"
#include "values/quote.hpp"

namespace viewer {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxBytes = 64U << 10U;

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text(kMaxBytes + 1, '\0');
  if (stream) stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!stream.eof() || stream.bad()) {
    throw std::runtime_error("the file " + values::quote(path) + " can't be read: a file of at most 64 KB is needed");
  }
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

/// As Prometheus takes a password from its file: without blanks around it.
std::string read_password(const std::string& path) {
  constexpr std::string_view kBlank = " \t\r\n";
  std::string text = read_file(path);
  text.erase(text.find_last_not_of(kBlank) + 1);
  text.erase(0, text.find_first_not_of(kBlank));
  return text;
}

class ConfigReader {
 public:
  explicit ConfigReader(const std::string& file) : file_(file) {}

  PrometheusHttpConfig read() const {
    const YAML::Node root = parse();
    allow(root, "", {"basic_auth", "tls_config"});
    PrometheusHttpConfig config;
    if (const YAML::Node login = root["basic_auth"]) config.authorization = authorization(login);
    if (const YAML::Node tls = root["tls_config"]) {
      allow(tls, "tls_config.", {"ca_file", "server_name"});
      config.ca_file = beside(text(tls, "ca_file"));
      config.server_name = text(tls, "server_name");
    }
    return config;
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const {
    throw std::runtime_error("the file " + values::quote(file_) + " of --prometheus-http-config " + why);
  }

  YAML::Node parse() const {
    try {
      YAML::Node root = YAML::Load(read_file(file_));
      if (root.IsNull()) return YAML::Node(YAML::NodeType::Map);
      return root;
    } catch (const YAML::Exception& error) {
      // Not yaml-cpp's own text: it may quote what stands there.
      refuse("is not YAML at line " + std::to_string(error.mark.line + 1));
    }
  }

  /// Refuses what is no mapping, and names in it beside those that are read here: a setting must not go unheeded.
  void allow(const YAML::Node& node, const std::string& prefix, std::initializer_list<std::string_view> names) const {
    std::string listed;
    for (const std::string_view name : names) listed += (listed.empty() ? "" : ", ") + prefix + std::string(name);
    if (!node.IsMap()) refuse("must hold settings: " + listed);
    for (const auto& entry : node) {
      const std::string name = entry.first.Scalar();
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        refuse("has " + values::quote(prefix + name) + ", which is not read here; there are: " + listed);
      }
    }
  }

  std::string text(const YAML::Node& node, const std::string& name) const {
    const YAML::Node value = node[name];
    if (!value) return {};
    if (!value.IsScalar()) refuse("has no text as " + name);
    return value.Scalar();
  }

  std::string beside(const std::string& path) const {
    return path.empty() ? path : (fs::path(file_).parent_path() / path).string();
  }

  values::Secret authorization(const YAML::Node& login) const {
    allow(login, "basic_auth.", {"username", "password_file"});
    const std::string user = text(login, "username");
    const std::string password_file = text(login, "password_file");
    if (user.empty() || user.find(':') != std::string::npos || password_file.empty()) {
      refuse("needs both basic_auth.username, without a colon, and basic_auth.password_file");
    }
    return values::Secret{net::write_basic_authorization(user, read_password(beside(password_file)))};
  }

  std::string file_;
};

}  // namespace

PrometheusHttpConfig read_prometheus_http_config(const std::string& file) {
  return file.empty() ? PrometheusHttpConfig{} : ConfigReader(file).read();
}

}  // namespace viewer
