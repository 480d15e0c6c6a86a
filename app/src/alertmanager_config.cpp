#include "alertmanager_config.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <vector>

#include <yaml-cpp/yaml.h>

#include "alert_secret.hpp"
#include "net/url.hpp"
#include "values/utf8.hpp"

namespace app {
namespace {

using values::Error;

constexpr std::size_t kMaxTextBytes = std::size_t{1} << 20U;
constexpr int kMaxDepth = 64;
// Aliases are written out, and a few lines of them can stand for any number of nodes.
constexpr std::size_t kMaxNodes = 200'000;

// As docker-compose.yml calls the bot's machine.
constexpr std::string_view kBotsHost = "coursebot";

constexpr std::string_view kOpening =
    "Made by coursebot from alertmanager.yml and the settings: edit those, not this file.";

/// The template can't be used; the text is the whole error.
class TemplateRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Writes a YAML tree as it was read. A scalar that was quoted stays quoted, or "5" would become a number.
class TreeWriter {
 public:
  explicit TreeWriter(std::string_view file) : file_(file) {}

  void write(const YAML::Node& node) {
    count();
    const Descent descent(*this);
    switch (node.Type()) {
      case YAML::NodeType::Scalar:
        return scalar(node);
      case YAML::NodeType::Sequence:
        return sequence([&] {
          for (const YAML::Node& item : node) write(item);
        });
      case YAML::NodeType::Map:
        return mapping([&] {
          for (const auto& entry : node) {
            write_key(entry.first);
            write(entry.second);
          }
        });
      default:
        out << YAML::Null;
    }
  }

  void write_key(const YAML::Node& key) {
    out << YAML::Key;
    write(key);
    out << YAML::Value;
  }

  void text_entry(const char* key, const std::string& value) {
    count();
    out << YAML::Key << key << YAML::Value << YAML::DoubleQuoted << value;
  }

  void sequence(const std::function<void()>& items) {
    out << YAML::BeginSeq;
    items();
    out << YAML::EndSeq;
  }

  void mapping(const std::function<void()>& entries) {
    out << YAML::BeginMap;
    entries();
    out << YAML::EndMap;
  }

  YAML::Emitter out;

 private:
  struct Descent {
    explicit Descent(TreeWriter& writer) : writer_(writer) {
      if (++writer_.depth_ > kMaxDepth) {
        throw TemplateRefused(writer_.file_ + ": is nested deeper than " + std::to_string(kMaxDepth) + " levels");
      }
    }
    ~Descent() { --writer_.depth_; }
    Descent(const Descent&) = delete;
    Descent& operator=(const Descent&) = delete;

    TreeWriter& writer_;
  };

  void scalar(const YAML::Node& node) {
    const std::string& tag = node.Tag();
    if (tag == "!") {
      out << YAML::DoubleQuoted;
    } else if (!tag.empty() && tag != "?") {
      out << YAML::VerbatimTag(tag) << YAML::DoubleQuoted;
    }
    out << node.Scalar();
  }

  void count() {
    if (++nodes_ <= kMaxNodes) return;
    throw TemplateRefused(file_ + ": stands for more than " + std::to_string(kMaxNodes) + " values: use fewer aliases");
  }

  std::string file_;
  int depth_ = 0;
  std::size_t nodes_ = 0;
};

/// `folder` and `pattern` as one pattern of Go's filepath.Glob: what would be special in the folder's own name is
/// escaped.
std::string absolute_pattern(std::string_view folder, const std::string& pattern) {
  if (pattern.starts_with('/')) return pattern;
  std::string absolute;
  for (const char c : folder) {
    if (std::string_view("\\*?[").find(c) != std::string_view::npos) absolute += '\\';
    absolute += c;
  }
  return absolute + (absolute.ends_with('/') ? "" : "/") + pattern;
}

std::string without_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

class ConfigWriter {
 public:
  ConfigWriter(const AlertmanagerTemplate& from, const Settings& settings, const AlertmanagerSurroundings& surroundings)
      : from_(from), settings_(settings), surroundings_(surroundings), tree_(from.file) {}

  AlertmanagerConfig write(const YAML::Node& root) {
    require(root.IsMap(), root, "expected settings of Alertmanager, like 'route:' and 'receivers:'");
    tree_.out << YAML::Comment(std::string(kOpening)) << YAML::Newline;
    entries_of(root, {{"templates", [&](const YAML::Node& node) { templates(node); }},
                      {"receivers", [&](const YAML::Node& node) { receivers(node); }}});
    return {.text = std::string(tree_.out.c_str()) + "\n", .nobody_is_told = left_out_};
  }

 private:
  using Part = std::pair<std::string_view, std::function<void(const YAML::Node&)>>;

  /// A mapping, whose `special` entries are written by these and the others as they are.
  void entries_of(const YAML::Node& mapping, const std::vector<Part>& special) {
    tree_.mapping([&] {
      for (const auto& entry : mapping) {
        tree_.write_key(entry.first);
        const auto part = std::ranges::find_if(special, [&](const Part& candidate) {
          return entry.first.IsScalar() && entry.first.Scalar() == candidate.first;
        });
        if (part == special.end() || entry.second.IsNull()) {
          tree_.write(entry.second);
        } else {
          part->second(entry.second);
        }
      }
    });
  }

  void templates(const YAML::Node& files) {
    require(files.IsSequence(), files, "'templates' must be a list of files, like [alertmanager.tmpl]");
    tree_.sequence([&] {
      for (const YAML::Node& file : files) {
        require(file.IsScalar(), file, "an entry of 'templates' must be the name of a file, like alertmanager.tmpl");
        tree_.out << YAML::DoubleQuoted << absolute_pattern(from_.folder, file.Scalar());
      }
    });
  }

  void receivers(const YAML::Node& all) {
    require(all.IsSequence(), all, "'receivers' must be a list, each with a '- name:'");
    tree_.sequence([&] {
      for (const YAML::Node& receiver : all) {
        require(receiver.IsMap(), receiver, "a receiver must have settings, like '- name: owners'");
        entries_of(receiver, {{"telegram_configs",
                               [&](const YAML::Node& node) {
                                 integrations("'telegram_configs'", "parse_mode: HTML", node,
                                              [&](const YAML::Node& config) { telegram_config(config); });
                               }},
                              {"webhook_configs", [&](const YAML::Node& node) {
                                 integrations("'webhook_configs'", "url: http://…", node,
                                              [&](const YAML::Node& config) { webhook_config(config); });
                               }}});
      }
    });
  }

  void integrations(const std::string& name, const std::string& example, const YAML::Node& configs,
                    const std::function<void(const YAML::Node&)>& write_config) {
    require(configs.IsSequence(), configs, name + " must be a list, each entry with a '-'");
    tree_.sequence([&] {
      for (const YAML::Node& config : configs) {
        require(config.IsMap(), config, "an entry of " + name + " must have settings, like '- " + example + "'");
        write_config(config);
      }
    });
  }

  /// Whether both settings are there that an integration needs; else it is noted what is missing.
  bool is_told(bool needs_token, bool needs_owners) {
    if (needs_token && !settings_.has_token()) {
      left_out_ =
          "alerts reach no owner in Telegram: BOT_TOKEN is not set; put the token that BotFather gave you into .env";
      return false;
    }
    if (needs_owners && settings_.admin_ids.empty()) {
      left_out_ =
          "alerts reach no owner in Telegram: ADMIN_IDS is not set; put the Telegram user ids of the owners into .env";
      return false;
    }
    return true;
  }

  void telegram_config(const YAML::Node& config) {
    const bool has_chat = config["chat_id"] || config["chat_id_file"];
    const bool has_token = config["bot_token"] || config["bot_token_file"];
    if (!is_told(!has_token, !has_chat)) return;
    if (has_chat) {
      telegram_integration(config, {});
    } else {
      for (const values::UserId owner : settings_.admin_ids) telegram_integration(config, owner);
    }
  }

  void webhook_config(const YAML::Node& config) {
    const YAML::Node url_node = config["url"];
    const auto url = url_node && url_node.IsScalar() ? net::parse_url(url_node.Scalar())
                                                     : values::Result<net::Url>(Error{"no address"});
    if (!url || url->host != kBotsHost || config["http_config"]) return tree_.write(config);
    if (!is_told(true, true)) return;
    tree_.mapping([&] {
      for (const auto& entry : config) {
        tree_.write_key(entry.first);
        if (surroundings_.bot_url && entry.first.IsScalar() && entry.first.Scalar() == "url") {
          tree_.out << YAML::DoubleQuoted << without_slash(*surroundings_.bot_url) + url->path;
        } else {
          tree_.write(entry.second);
        }
      }
      tree_.out << YAML::Key << "http_config" << YAML::Value;
      tree_.mapping([&] {
        tree_.out << YAML::Key << "authorization" << YAML::Value;
        tree_.mapping([&] { alert_credentials(); });
      });
    });
  }

  void alert_credentials() {
    if (surroundings_.secret_files) {
      tree_.text_entry("credentials_file", surroundings_.secret_files->alert_secret);
    } else {
      tree_.text_entry("credentials", alert_secret(settings_.bot_token).reveal());
    }
  }

  void telegram_integration(const YAML::Node& config, std::optional<values::UserId> owner) {
    tree_.mapping([&] {
      for (const auto& entry : config) {
        tree_.write_key(entry.first);
        tree_.write(entry.second);
      }
      if (owner) tree_.out << YAML::Key << "chat_id" << YAML::Value << owner->value();
      if (config["bot_token"] || config["bot_token_file"]) return;
      if (!config["api_url"]) tree_.text_entry("api_url", api_url());
      if (surroundings_.secret_files) {
        tree_.text_entry("bot_token_file", surroundings_.secret_files->token);
      } else {
        tree_.text_entry("bot_token", settings_.bot_token.reveal());
      }
    });
  }

  /// Alertmanager appends "/bot<token>/sendMessage".
  std::string api_url() const { return without_slash(settings_.telegram_api_url); }

  void require(bool holds, const YAML::Node& node, std::string_view expected) const {
    if (holds) return;
    std::string place(from_.file);
    if (!node.Mark().is_null()) place += ":" + std::to_string(node.Mark().line + 1);
    throw TemplateRefused(place.append(": ").append(expected));
  }

  const AlertmanagerTemplate& from_;
  const Settings& settings_;
  const AlertmanagerSurroundings& surroundings_;
  TreeWriter tree_;
  std::optional<std::string> left_out_;
};

YAML::Node read_document(const AlertmanagerTemplate& from) {
  const std::string file(from.file);
  if (from.text.size() > kMaxTextBytes) {
    throw TemplateRefused(file + ": is longer than the " + std::to_string(kMaxTextBytes) + " bytes that are allowed");
  }
  if (!values::is_valid_utf8(from.text)) throw TemplateRefused(file + ": is not UTF-8: save it as UTF-8");
  // Of several documents Alertmanager reads the first, too. (LoadAll never comes to an end on a lone comma.)
  return YAML::Load(std::string(from.text));
}

}  // namespace

values::Result<AlertmanagerConfig> make_alertmanager_config(const AlertmanagerTemplate& from, const Settings& settings,
                                                            const AlertmanagerSurroundings& surroundings) {
  try {
    const YAML::Node root = read_document(from);
    ConfigWriter writer(from, settings, surroundings);
    return writer.write(root);
  } catch (const TemplateRefused& refusal) {
    return Error{refusal.what()};
  } catch (const YAML::Exception& error) {
    const std::string line = error.mark.is_null() ? "" : ":" + std::to_string(error.mark.line + 1);
    std::string reason = values::to_valid_utf8(error.msg);
    std::ranges::replace_if(reason, [](char c) { return c >= 0 && c < ' '; }, ' ');
    return Error{std::string(from.file) + line + ": is not YAML: " + reason};
  }
}

}  // namespace app
