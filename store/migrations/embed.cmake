# Writes FOLDER/NNN_name.sql, in order, into the C++ file OUTPUT (declared in src/sqlite/migration.hpp).
file(GLOB files "${FOLDER}/*.sql")
list(SORT files)

set(entries "")
set(version 0)
foreach(file IN LISTS files)
  math(EXPR version "${version} + 1")
  get_filename_component(name "${file}" NAME)
  if(NOT name MATCHES "^0*${version}_[a-z_0-9]+\\.sql$")
    message(FATAL_ERROR "${name}: migrations are numbered without gaps, and number ${version} was expected here")
  endif()
  file(READ "${file}" sql)
  string(APPEND entries "    {\"${name}\", R\"sql(${sql})sql\"},\n")
endforeach()

file(WRITE "${OUTPUT}" "#include \"sqlite/migration.hpp\"

namespace store::sqlite {
namespace {

constexpr Migration kMigrations[] = {
${entries}};

}  // namespace

std::span<const Migration> embedded_migrations() { return kMigrations; }

}  // namespace store::sqlite
")
