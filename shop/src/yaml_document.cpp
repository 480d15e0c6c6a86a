#include "yaml_document.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "values/utf8.hpp"

namespace shop {
namespace {

constexpr std::size_t kMaxFileSize = std::size_t{1} << 20;
constexpr std::size_t kMaxDepth = 16;
constexpr std::size_t kMaxQuoted = 60;

std::string at(std::string_view file, const YAML::Mark& mark) {
  std::string place(file);
  if (!mark.is_null()) place += ":" + std::to_string(mark.line + 1);
  return place + ": ";
}

/// `text` as a message can show it.
std::string on_one_line(std::string_view text) {
  std::string shown = values::to_valid_utf8(text);
  std::ranges::replace_if(shown, [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; }, ' ');
  return shown;
}

/// Builds the document as the parser goes, and stops it before it has followed a hostile file into the depth (its
/// recursion would overflow the stack) or around a circle of aliases.
class DocumentBuilder final : public YAML::EventHandler {
 public:
  explicit DocumentBuilder(const std::string& file) : file_(file) {}

  YamlValue document() const { return root_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1)
      throw CatalogueRefused(file_, mark, "a second document begins here: write one, without '---'");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { add({.kind = YamlNode::Kind::null, .mark = mark}); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw CatalogueRefused(file_, mark, "aliases ('*name') are not allowed: repeat the value");
  }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t, const std::string& value) override {
    add({.kind = YamlNode::Kind::scalar, .mark = mark, .scalar = value});
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    descend({.kind = YamlNode::Kind::list, .mark = mark});
  }
  void OnSequenceEnd() override { open_.pop_back(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    descend({.kind = YamlNode::Kind::mapping, .mark = mark});
  }
  void OnMapEnd() override { open_.pop_back(); }

 private:
  void descend(YamlNode node) {
    if (open_.size() == kMaxDepth) {
      throw CatalogueRefused(file_, node.mark, "nested deeper than " + std::to_string(kMaxDepth) + " levels");
    }
    open_.push_back(add(std::move(node)));
  }

  YamlNode* add(YamlNode node) {
    auto added = std::make_shared<YamlNode>(std::move(node));
    YamlNode* const place = added.get();
    if (open_.empty()) {
      root_ = std::move(added);
    } else {
      open_.back()->items.push_back(std::move(added));
    }
    return place;
  }

  const std::string& file_;
  YamlValue root_ = std::make_shared<const YamlNode>();
  std::vector<YamlNode*> open_;  // lists and mappings around the current place
  int documents_ = 0;
};

}  // namespace

CatalogueRefused::CatalogueRefused(std::string_view file, const YAML::Mark& mark, std::string_view message)
    : std::runtime_error(at(file, mark).append(message)) {}

std::string quoted(std::string_view text) {
  return "'" + values::truncate_code_points(on_one_line(text), kMaxQuoted) + "'";
}

YamlValue read_document(const CatalogueFile& file) {
  if (file.text.size() > kMaxFileSize) {
    throw CatalogueRefused(file.name + ": is " + std::to_string(file.text.size()) + " bytes long: at most " +
                           std::to_string(kMaxFileSize) + " are allowed");
  }
  if (!values::is_valid_utf8(file.text)) throw CatalogueRefused(file.name + ": is not UTF-8: save it as UTF-8");
  try {
    std::istringstream stream(file.text);
    YAML::Parser parser(stream);
    DocumentBuilder builder(file.name);
    while (parser.HandleNextDocument(builder)) {
    }
    return builder.document();
  } catch (const YAML::Exception& error) {
    // The parser quotes single bytes of the file, whatever they are.
    throw CatalogueRefused(file.name, error.mark, "is not YAML: " + on_one_line(error.msg));
  }
}

}  // namespace shop
