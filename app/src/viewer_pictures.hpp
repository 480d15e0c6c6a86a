#pragma once
// Pictures of charts, drawn by the viewer (VIEWER_URL) when they are sent.
//
//   app::ViewerPictures pictures(executor, settings);
//   auto png = co_await pictures.fetch("/render/chart.png?name=users_online&range=6h");
//   if (!png) tell(png.error().description);   // "There is no chart of 'user'."
//
// Used on `executor` (one thread).

#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "net/http_client.hpp"
#include "settings.hpp"
#include "telegram/api.hpp"
#include "values/result.hpp"

namespace app {

class ViewerPictures {
 public:
  ViewerPictures(const boost::asio::any_io_executor& executor, const Settings& settings);

  /// The picture, a PNG. A failure is final, and its description a sentence for the owner who asked.
  boost::asio::awaitable<values::Result<std::string, telegram::ApiError>> fetch(std::string target);

  void close() { client_.close(); }

 private:
  std::string address_;
  std::string authorization_;
  net::HttpClient client_;
};

}  // namespace app
