#pragma once
// Keeps the catalogue in force up to date with its folder. A thread of its own looks at the folder every two seconds,
// reads it when something has changed and has then been quiet for one look, and carries out the edits that come from
// the chat. What can't be used is logged, and leaves in force what was.
//
//   app::CatalogueWatch watch(executor, std::move(folder), clock, registry, {.publish = …, .tell = …});
//   watch.start();
//
// Used on `executor` (one thread), where the two functions are called as well. `stop` before the executor ends.

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "bot/catalogue_call.hpp"
#include "catalogue_folder.hpp"
#include "metrics/registry.hpp"
#include "shop/catalogue.hpp"
#include "telegram/api.hpp"
#include "values/time.hpp"

namespace app {

struct CatalogueListener {
  /// There is another catalogue.
  std::function<void(std::shared_ptr<const shop::Catalogue>)> publish;
  /// It was changed otherwise than by `edit`, or can't be read.
  std::function<void(bot::CatalogueReloaded)> tell;
};

class CatalogueWatch {
 public:
  /// `folder` must have been loaded. Registers the metrics of the catalogue.
  CatalogueWatch(const boost::asio::any_io_executor& executor, CatalogueFolder folder, const values::Clock& clock,
                 metrics::Registry& registry, CatalogueListener listener,
                 std::chrono::milliseconds look_every = std::chrono::seconds{2});
  ~CatalogueWatch();
  CatalogueWatch(const CatalogueWatch&) = delete;
  CatalogueWatch& operator=(const CatalogueWatch&) = delete;

  void start();
  /// Looks no more; returns when nothing is being read or written.
  void stop();

  /// Reads the folder at once if it has changed, or was refused.
  void reload();

  /// Carries out an edit (bot::kEditCatalogue) and answers as that says: at the latest with the answer the new
  /// catalogue was published. Edits are carried out in the order of the calls.
  boost::asio::awaitable<telegram::ApiResult> edit(std::string text);

  /// A file below the catalogue's folder, with at most `limit` bytes; an error in the words of the Bot API.
  boost::asio::awaitable<values::Result<std::string, telegram::ApiError>> read_file(std::string path,
                                                                                    std::size_t limit);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace app
