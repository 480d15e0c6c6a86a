#include "dashboards.hpp"

#include <chrono>
#include <fstream>
#include <utility>

#include <boost/json/value_from.hpp>

#include "values/quote.hpp"

namespace viewer {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::uintmax_t kMaxFileBytes = 2U << 20U;
constexpr std::size_t kMaxFiles = 100;
constexpr std::chrono::seconds kLookEvery{1};

values::Result<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return values::Error{"the file can't be read"};
  std::string text;
  // The size of before may be that of another moment.
  for (char part[16384]; file.read(part, sizeof part), file.gcount() > 0;) {
    text.append(part, static_cast<std::size_t>(file.gcount()));
    if (text.size() > kMaxFileBytes) return values::Error{"the file is larger than 2 MB"};
  }
  if (file.bad()) return values::Error{"the file can't be read"};
  return {boost::system::in_place_value, std::move(text)};  // A text alone could be an error as well.
}

json::object describe(const DashboardSummary& summary) {
  return {{"uid", summary.uid},
          {"title", summary.title},
          {"description", summary.description},
          {"tags", json::value_from(summary.tags)}};
}

}  // namespace

Dashboards::Dashboards(std::string folder, const values::Clock& clock) : folder_(std::move(folder)), clock_(clock) {}

json::array Dashboards::list() {
  refresh();
  json::array list;
  if (folder_problem_) list.push_back(json::object{{"file", folder_}, {"problem", *folder_problem_}});
  for (const auto& [name, entry] : entries_) {
    const auto duplicate = duplicates_.find(name);
    if (!entry.summary) {
      list.push_back(json::object{{"file", name}, {"problem", entry.summary.error().message}});
    } else if (duplicate != duplicates_.end()) {
      list.push_back(json::object{{"file", name}, {"problem", duplicate->second}});
    } else {
      list.push_back(describe(*entry.summary));
    }
  }
  return list;
}

values::Result<std::string, NoDashboard> Dashboards::text(std::string_view uid) {
  refresh();
  for (const auto& [name, entry] : entries_) {
    if (entry.uid != uid || duplicates_.contains(name)) continue;
    const auto broken = [&](const values::Error& why) { return NoDashboard{422, name + ": " + why.message}; };
    if (!entry.summary) return broken(entry.summary.error());
    auto text = read_file(path_of(name));
    if (!text) return broken(text.error());
    // Somebody may be writing the file at this moment.
    if (const auto again = read_dashboard(*text); !again) return broken(again.error());
    return *std::move(text);
  }
  return NoDashboard{404, "there is no dashboard with the uid " + values::quote(uid)};
}

std::optional<std::string> Dashboards::first_uid() {
  refresh();
  for (const auto& [name, entry] : entries_) {
    if (entry.summary) return entry.uid;
  }
  return std::nullopt;
}

void Dashboards::refresh() {
  const values::Timestamp now = clock_.now();
  const bool is_fresh = refreshed_ && *refreshed_ <= now && now < *refreshed_ + kLookEvery;
  if (is_fresh) return;
  refreshed_ = now;
  read_folder();
  find_duplicates();
}

void Dashboards::read_folder() {
  std::map<std::string, Entry> found;
  std::error_code failure;
  folder_problem_.reset();
  for (fs::directory_iterator file(folder_, failure), end; !failure && file != end; file.increment(failure)) {
    const std::string name = file->path().filename().string();
    std::error_code gone;
    if (file->path().extension() != ".json" || !file->is_regular_file(gone)) continue;
    if (found.size() == kMaxFiles) {
      folder_problem_ = "it holds more than " + std::to_string(kMaxFiles) + " dashboards: the rest is left out";
      break;
    }
    const Stamp stamp{.modified = file->last_write_time(gone), .size = file->file_size(gone)};
    const auto known = entries_.find(name);
    const bool is_unchanged = known != entries_.end() && known->second.stamp == stamp;
    found.emplace(name, is_unchanged ? known->second : read_entry(name, stamp));
  }
  if (failure) folder_problem_ = "the folder of dashboards can't be read: " + failure.message();
  entries_ = std::move(found);
}

Dashboards::Entry Dashboards::read_entry(const std::string& name, const Stamp& stamp) const {
  const auto text = read_file(path_of(name));
  auto summary = text ? read_dashboard(*text) : values::Result<DashboardSummary>(text.error());
  if (summary) {
    std::string uid = summary->uid;
    return {.stamp = stamp, .summary = std::move(summary), .uid = std::move(uid)};
  }
  const auto before = entries_.find(name);
  return {.stamp = stamp,
          .summary = std::move(summary),
          .uid = before != entries_.end() ? before->second.uid : fs::path(name).stem().string()};
}

void Dashboards::find_duplicates() {
  duplicates_.clear();
  std::map<std::string, std::string> owners;  // uid → file
  for (const auto& [name, entry] : entries_) {
    if (!entry.summary) continue;
    const auto [owner, is_first] = owners.emplace(entry.uid, name);
    if (!is_first) {
      duplicates_.emplace(name, "\"uid\" is " + values::quote(entry.uid) + " as in " + owner->second +
                                    ": each dashboard needs one of its own");
    }
  }
}

std::string Dashboards::path_of(const std::string& name) const {
  return (fs::path(folder_) / name).string();
}

}  // namespace viewer
