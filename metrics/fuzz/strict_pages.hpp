#pragma once
// Readers of expositions that know the formats' grammar and nothing of this library, and end the program at the first
// thing that Prometheus would refuse. For fuzz targets.

#include <cctype>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace strict_pages {

/// What of a page is the same in all formats.
class Page {
 public:
  /// `legacy_names`: names must be such as Prometheus 2 knows.
  explicit Page(std::string_view text, bool legacy_names) : text_(text), legacy_names_(legacy_names) {}

  void require(bool condition, const char* rule) const {
    if (condition) return;
    std::cerr << rule << " in:\n" << text_ << '\n';
    std::abort();
  }

  /// Of a metric or, without `colon`, a label.
  void check_name(std::string_view name, bool colon) const {
    require(!name.empty() && name.find('\0') == std::string_view::npos, "an empty name or NUL in one");
    require(!legacy_names_ || is_legacy(name, colon), "a name that had to be escaped");
  }

  static bool is_legacy(std::string_view name, bool colon) {
    const auto is_allowed = [colon](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return byte < 0x80 && (std::isalnum(byte) != 0 || c == '_' || (colon && c == ':'));
    };
    if (name.empty() || std::isdigit(static_cast<unsigned char>(name.front())) != 0) return false;
    for (const char c : name)
      if (!is_allowed(c)) return false;
    return true;
  }

  /// A series: no two of one name and labels, no label twice, none of Prometheus's own.
  void add_series(std::string name, std::vector<std::pair<std::string, std::string>> labels) {
    check_name(name, true);
    std::set<std::string> label_names{"__name__"};
    for (const auto& [label, value] : labels) {
      check_name(label, false);
      require(label_names.insert(label).second, "a label twice");
    }
    std::set<std::pair<std::string, std::string>> sorted(labels.begin(), labels.end());
    std::erase_if(sorted, [](const auto& label) { return label.second.empty(); });  // Prometheus knows no empty ones
    require(series_.insert({std::move(name), std::move(sorted)}).second, "a series twice");
  }

 private:
  const std::string_view text_;
  const bool legacy_names_;
  std::set<std::pair<std::string, std::set<std::pair<std::string, std::string>>>> series_;
};

/// Prometheus's own text formats and OpenMetrics.
class TextReader {
 public:
  TextReader(std::string_view text, bool legacy_names, bool is_openmetrics)
      : page_(text, legacy_names), rest_(text), is_openmetrics_(is_openmetrics) {}

  void read() {
    while (!rest_.empty() && !has_ended_) {
      if (rest_.starts_with('#')) {
        comment();
      } else {
        sample();
      }
    }
    page_.require(rest_.empty() && has_ended_ == is_openmetrics_, "a wrong end");
  }

 private:
  void comment() {
    if (is_openmetrics_ && skip("# EOF\n")) {
      has_ended_ = true;
      return;
    }
    page_.require(skip("# "), "no comment");
    const std::string keyword = up_to(' ');
    const std::string name = rest_.starts_with('"') ? quoted() : up_to(' ', false);
    page_.check_name(name, true);
    page_.require(skip(" "), "no blank after a name");
    const std::string text = up_to('\n');
    page_.require(said_.insert({keyword, name}).second, "a comment twice");
    if (keyword == "TYPE") {
      add_family(name, text);
    } else if (keyword == "UNIT") {
      page_.require(is_openmetrics_ && name.ends_with('_' + text), "a unit that the name lacks");
    } else {
      page_.require(keyword == "HELP", "an unknown comment");
    }
  }

  /// No two families of OpenMetrics may have samples of one name.
  void add_family(const std::string& name, const std::string& type) {
    std::vector<std::string> suffixes{""};
    if (type == "counter" && is_openmetrics_) suffixes = {"", "_total", "_created"};
    if (type == "histogram") suffixes = {"", "_bucket", "_sum", "_count"};
    if (type == "summary") suffixes = {"", "_sum", "_count"};
    if (type == "info") suffixes = {"", "_info"};
    if (is_openmetrics_ && (type == "histogram" || type == "summary")) suffixes.push_back("_created");
    for (const std::string& suffix : suffixes)
      page_.require(owned_.insert(name + suffix).second, "two families with samples of one name");
  }

  void sample() {
    std::string name;
    std::vector<std::pair<std::string, std::string>> labels;
    if (!rest_.starts_with('{')) {
      name = up_to_any("{ ");
      page_.require(Page::is_legacy(name, true), "a name without the quotes that it needs");
    }
    if (skip("{")) {
      if (name.empty()) {
        name = quoted();
        skip(",");
      }
      while (!skip("}")) {
        std::string label = rest_.starts_with('"') ? quoted() : up_to('=', false);
        page_.require(skip("="), "no label");
        labels.emplace_back(std::move(label), quoted());
        page_.require(skip(",") || rest_.starts_with('}'), "no end of the labels");
      }
    }
    page_.require(skip(" "), "no value");
    page_.require(owned_.contains(name), "a sample of no family");
    const std::string value = up_to('\n');
    char* end = nullptr;
    std::strtod(value.c_str(), &end);
    page_.require(!value.empty() && *end == '\0', "no number");
    page_.add_series(std::move(name), std::move(labels));
  }

  bool skip(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }

  std::string up_to_any(std::string_view ends) {
    const std::size_t end = rest_.find_first_of(ends);
    page_.require(end != std::string_view::npos, "a line that breaks off");
    const std::string text(rest_.substr(0, end));
    rest_.remove_prefix(end);
    page_.require(text.find('\n') == std::string::npos || ends == "\n", "a line that breaks off");
    return text;
  }

  std::string up_to(char end, bool takes_end = true) {
    std::string text = up_to_any({&end, 1});
    if (takes_end) rest_.remove_prefix(1);
    return text;
  }

  std::string quoted() {
    page_.require(skip("\""), "no quote");
    std::string text;
    for (;;) {
      page_.require(!rest_.empty() && rest_.front() != '\n', "a quote that isn't closed");
      const char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '"') return text;
      if (c != '\\') {
        text += c;
        continue;
      }
      page_.require(!rest_.empty() && std::string_view("\\\"n").find(rest_.front()) != std::string_view::npos,
                    "an unknown escape");
      text += rest_.front() == 'n' ? '\n' : rest_.front();
      rest_.remove_prefix(1);
    }
  }

  Page page_;
  std::string_view rest_;
  const bool is_openmetrics_;
  bool has_ended_ = false;
  std::set<std::pair<std::string, std::string>> said_;
  std::set<std::string> owned_;
};

/// Length-delimited protobuf messages io.prometheus.client.MetricFamily: their names and labels.
class ProtobufReader {
 public:
  ProtobufReader(std::string_view bytes, bool legacy_names) : page_(bytes, legacy_names), rest_(bytes) {}

  void read() {
    while (!rest_.empty()) family(delimited(rest_));
  }

 private:
  void family(std::string_view message) {
    std::string name;
    while (!message.empty()) {
      const std::uint64_t tag = varint(message);
      if (tag == (1U << 3U | 2U)) {
        name = delimited(message);
      } else if (tag == (4U << 3U | 2U)) {
        metric(name, delimited(message));
      } else {
        skip(tag, message);
      }
    }
    page_.check_name(name, true);
    page_.require(families_.insert(name).second, "a family twice");
  }

  void metric(const std::string& name, std::string_view message) {
    std::vector<std::pair<std::string, std::string>> labels;
    while (!message.empty()) {
      const std::uint64_t tag = varint(message);
      if (tag == (1U << 3U | 2U)) {
        labels.push_back(label(delimited(message)));
      } else {
        skip(tag, message);
      }
    }
    page_.add_series(name, std::move(labels));
  }

  std::pair<std::string, std::string> label(std::string_view message) {
    std::pair<std::string, std::string> pair;
    while (!message.empty()) {
      const std::uint64_t tag = varint(message);
      page_.require(tag == (1U << 3U | 2U) || tag == (2U << 3U | 2U), "an unknown field of a label");
      (tag == (1U << 3U | 2U) ? pair.first : pair.second) = delimited(message);
    }
    return pair;
  }

  void skip(std::uint64_t tag, std::string_view& message) {
    switch (tag & 7U) {
      case 0:
        varint(message);
        return;
      case 1:
        page_.require(message.size() >= 8, "a number that breaks off");
        message.remove_prefix(8);
        return;
      case 2:
        delimited(message);
        return;
      default:
        page_.require(false, "an unknown wire type");
    }
  }

  std::uint64_t varint(std::string_view& message) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      page_.require(!message.empty(), "a number that breaks off");
      const auto byte = static_cast<unsigned char>(message.front());
      message.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return value;
    }
    page_.require(false, "a number that is too long");
    return value;
  }

  std::string_view delimited(std::string_view& message) {
    const std::uint64_t size = varint(message);
    page_.require(size <= message.size(), "a field that breaks off");
    const std::string_view field = message.substr(0, size);
    message.remove_prefix(size);
    return field;
  }

  Page page_;
  std::string_view rest_;
  std::set<std::string> families_;
};

}  // namespace strict_pages
