#include "catalogue_watch.hpp"

#include <algorithm>
#include <ctime>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include "catalogue_changes.hpp"
#include "catalogue_metrics.hpp"
#include "catalogue_writer.hpp"
#include "shop/course_edit.hpp"

namespace app {
namespace {

namespace asio = boost::asio;
using std::chrono::nanoseconds;
using telegram::ApiError;
using telegram::ApiErrorKind;
using telegram::ApiResult;

// A look at a large folder takes a while; so it may take 2 % of a core at most.
constexpr int kPauseForALook = 50;
constexpr int kRefusedEdit = 400;
constexpr int kDiskFailed = 500;

/// What this thread has computed so far.
nanoseconds thread_time() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds{time.tv_sec} + nanoseconds{time.tv_nsec};
}

ApiError error_of(const EditRefused& refused) {
  return {.kind = ApiErrorKind::rejected,
          .code = refused.by_the_disk ? kDiskFailed : kRefusedEdit,
          .description = refused.reason};
}

}  // namespace

/// Everything but the constructor, `start` and what posts to it runs on the catalogue's thread.
class CatalogueWatch::Implementation {
 public:
  Implementation(const asio::any_io_executor& executor, CatalogueFolder folder, const values::Clock& clock,
                 metrics::Registry& registry, CatalogueListener listener, std::chrono::milliseconds look_every)
      : executor_(executor),
        folder_(std::move(folder)),
        writer_(folder_.path()),
        clock_(clock),
        metrics_(registry),
        listener_(std::make_shared<const CatalogueListener>(std::move(listener))),
        look_every_(look_every),
        settled_(folder_.seen()),
        timer_(thread_) {
    metrics_.started_with(*folder_.loaded(), clock_.now());
  }

  ~Implementation() { stop(); }
  Implementation(const Implementation&) = delete;
  Implementation& operator=(const Implementation&) = delete;

  auto thread() { return thread_.get_executor(); }

  void start() {
    asio::post(thread_, [this] { look_again_after(look_every_); });
  }

  void stop() {
    asio::post(thread_, [this] {
      stopping_ = true;
      timer_.cancel();
    });
    thread_.join();
  }

  void reload() {
    asio::post(thread_, [this] { read_folder(); });
  }

  ApiResult edit(const std::string& text) {
    const values::Result<shop::CourseEdit> edit = shop::course_edit_from_text(text);
    if (!edit) return error_of({.reason = edit.error().message});
    if (const auto refused = writer_.write(*edit, *folder_.loaded())) return error_of(*refused);
    read_folder(edit->course);
    if (!problem_) return {boost::system::in_place_value, true};
    return {boost::system::in_place_value, boost::json::value(*problem_)};
  }

  values::Result<std::string, ApiError> read_file(const std::string& path, std::size_t limit) const {
    values::Result<std::string> content = read_below(folder_.path(), path, limit);
    if (content) return {boost::system::in_place_value, std::move(*content)};
    return ApiError{.kind = ApiErrorKind::rejected, .code = kRefusedEdit, .description = content.error().message};
  }

 private:
  void look_again_after(nanoseconds pause) {
    if (stopping_) return;
    timer_.expires_after(pause);
    timer_.async_wait([this](boost::system::error_code cancelled) {
      if (cancelled || stopping_) return;
      const nanoseconds begin = thread_time();
      look();
      look_again_after(std::max<nanoseconds>(look_every_, kPauseForALook * (thread_time() - begin)));
    });
  }

  /// What is being written is left alone until it looks the same twice.
  void look() {
    CatalogueFolder::Look now = folder_.look();
    if (now == settled_) {
      unsettled_.reset();
    } else if (unsettled_ == now) {
      read_folder();
    } else {
      unsettled_ = std::move(now);
    }
  }

  /// `edited`: the course that was changed from the chat.
  void read_folder(const std::optional<values::CourseId>& edited = std::nullopt) {
    const std::shared_ptr<const shop::Catalogue> before = folder_.loaded();
    const auto catalogue = folder_.load();
    settled_ = folder_.seen();
    unsettled_.reset();
    if (!catalogue) return refuse(catalogue.error().message);

    metrics_.reloaded(**catalogue, clock_.now());
    if (std::exchange(problem_, std::nullopt)) spdlog::info("The catalogue's files can be used again.");
    if (*catalogue == before) return;
    spdlog::info("The catalogue was read again: {} courses", (*catalogue)->courses().size());
    bot::CatalogueReloaded changes = changes_between(*before, **catalogue);
    const bool only_edited = edited && leave_out(*edited, changes);
    asio::post(executor_,
               [listener = listener_, catalogue = *catalogue, changes = std::move(changes), only_edited]() mutable {
                 listener->publish(std::move(catalogue));
                 if (!only_edited) listener->tell(std::move(changes));
               });
  }

  void refuse(const std::string& problem) {
    metrics_.failed();
    if (problem_ == problem) return;
    problem_ = problem;
    spdlog::error("The catalogue's files can't be used, so what was in them before stays in force: {}", problem);
    asio::post(executor_, [listener = listener_, problem] { listener->tell({.problem = problem}); });
  }

  /// True if nothing else is left. Plans that changed by hand at the same moment go unmentioned.
  static bool leave_out(const values::CourseId& course, bot::CatalogueReloaded& changes) {
    std::erase(changes.added, course);
    std::erase(changes.changed, course);
    std::erase(changes.removed, course);
    return changes.added.empty() && changes.changed.empty() && changes.removed.empty();
  }

  asio::any_io_executor executor_;
  CatalogueFolder folder_;
  const CatalogueWriter writer_;
  const values::Clock& clock_;
  CatalogueMetrics metrics_;
  const std::shared_ptr<const CatalogueListener> listener_;
  const std::chrono::milliseconds look_every_;
  CatalogueFolder::Look settled_;                   // what was read last
  std::optional<CatalogueFolder::Look> unsettled_;  // what the last look saw, if that is something else
  std::optional<std::string> problem_;              // why the folder can't be used
  bool stopping_ = false;
  asio::thread_pool thread_{1};
  asio::steady_timer timer_;
};

CatalogueWatch::CatalogueWatch(const asio::any_io_executor& executor, CatalogueFolder folder,
                               const values::Clock& clock, metrics::Registry& registry, CatalogueListener listener,
                               std::chrono::milliseconds look_every)
    : implementation_(std::make_unique<Implementation>(executor, std::move(folder), clock, registry,
                                                       std::move(listener), look_every)) {}

CatalogueWatch::~CatalogueWatch() = default;

void CatalogueWatch::start() {
  implementation_->start();
}
void CatalogueWatch::stop() {
  implementation_->stop();
}
void CatalogueWatch::reload() {
  implementation_->reload();
}

asio::awaitable<ApiResult> CatalogueWatch::edit(std::string text) {
  const auto carry_out = [this, &text]() -> asio::awaitable<ApiResult> { co_return implementation_->edit(text); };
  asio::awaitable<ApiResult> answer = carry_out();
  co_return co_await asio::co_spawn(implementation_->thread(), std::move(answer), asio::use_awaitable);
}

asio::awaitable<values::Result<std::string, ApiError>> CatalogueWatch::read_file(std::string path, std::size_t limit) {
  const auto read = [this, &path, limit]() -> asio::awaitable<values::Result<std::string, ApiError>> {
    co_return implementation_->read_file(path, limit);
  };
  asio::awaitable<values::Result<std::string, ApiError>> content = read();
  co_return co_await asio::co_spawn(implementation_->thread(), std::move(content), asio::use_awaitable);
}

}  // namespace app
