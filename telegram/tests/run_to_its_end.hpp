#pragma once
// Runs an update source on a test's own context until it ends.

#include <exception>
#include <optional>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "telegram/update_source.hpp"

namespace telegram {

inline values::Result<void> run_to_its_end(boost::asio::io_context& context, UpdateSource& source,
                                           BatchHandler handler) {
  std::optional<values::Result<void>> end;
  boost::asio::co_spawn(context, source.run(std::move(handler)),
                        [&](const std::exception_ptr& failure, values::Result<void> result) {
                          if (failure) std::rethrow_exception(failure);
                          end = result;
                          context.stop();
                        });
  context.run();
  return end.value();
}

}  // namespace telegram
