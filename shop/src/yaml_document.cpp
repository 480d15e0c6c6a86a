#include "yaml_document.hpp"

#include <algorithm>
#include <sstream>

#include <yaml-cpp/eventhandler.h>

#include "values/utf8.hpp"

namespace shop {
namespace {

constexpr std::size_t kMaxFileSize = std::size_t{1} << 20;
constexpr int kMaxDepth = 16;
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

/// Listens to the parser and stops it before it has followed a hostile file into the depth (its recursion would
/// overflow the stack) or around a circle of aliases.
class StructureCheck final : public YAML::EventHandler {
 public:
  explicit StructureCheck(const std::string& file) : file_(file) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1)
      throw CatalogueRefused(file_, mark, "a second document begins here: write one, without '---'");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw CatalogueRefused(file_, mark, "aliases ('*name') are not allowed: repeat the value");
  }
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    descend(mark);
  }
  void OnSequenceEnd() override { --depth_; }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    descend(mark);
  }
  void OnMapEnd() override { --depth_; }

 private:
  void descend(const YAML::Mark& mark) {
    if (++depth_ > kMaxDepth) {
      throw CatalogueRefused(file_, mark, "nested deeper than " + std::to_string(kMaxDepth) + " levels");
    }
  }

  const std::string& file_;
  int depth_ = 0;
  int documents_ = 0;
};

}  // namespace

CatalogueRefused::CatalogueRefused(std::string_view file, const YAML::Mark& mark, std::string_view message)
    : std::runtime_error(at(file, mark).append(message)) {}

std::string quoted(std::string_view text) {
  return "'" + values::truncate_code_points(on_one_line(text), kMaxQuoted) + "'";
}

YAML::Node read_document(const CatalogueFile& file) {
  if (file.text.size() > kMaxFileSize) {
    throw CatalogueRefused(file.name + ": is " + std::to_string(file.text.size()) + " bytes long: at most " +
                           std::to_string(kMaxFileSize) + " are allowed");
  }
  if (!values::is_valid_utf8(file.text)) throw CatalogueRefused(file.name + ": is not UTF-8: save it as UTF-8");
  try {
    std::istringstream stream(file.text);
    YAML::Parser parser(stream);
    StructureCheck check(file.name);
    while (parser.HandleNextDocument(check)) {
    }
    return YAML::Load(file.text);
  } catch (const YAML::Exception& error) {
    // The parser quotes single bytes of the file, whatever they are.
    throw CatalogueRefused(file.name, error.mark, "is not YAML: " + on_one_line(error.msg));
  }
}

}  // namespace shop
