-- Courses: orders for them, who has them and how far they have read, their channels, and how a course does.

-- What a user chose. No index: most of what is written to this table is the time of the last action.
ALTER TABLE users ADD COLUMN chose_language  INTEGER NOT NULL DEFAULT 0 CHECK (chose_language IN (0, 1));
ALTER TABLE users ADD COLUMN wants_reminders INTEGER NOT NULL DEFAULT 1 CHECK (wants_reminders IN (0, 1));

CREATE TABLE orders_of_plans_and_courses (
  id        INTEGER PRIMARY KEY,
  bot       INTEGER NOT NULL,
  user      INTEGER NOT NULL,
  plan      TEXT    CHECK (plan IN ('lite', 'pro', 'unlimited')),
  course    TEXT    CHECK (course <> ''),
  kind      TEXT    NOT NULL DEFAULT 'one_off' CHECK (kind IN ('one_off', 'renewing')),
  price     INTEGER NOT NULL CHECK (price > 0),
  promo     TEXT,
  placed_at INTEGER NOT NULL,
  paid      INTEGER NOT NULL CHECK (paid IN (0, 1)),
  closed    INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
  forgotten INTEGER NOT NULL DEFAULT 0 CHECK (forgotten IN (0, 1)),
  CHECK ((plan IS NULL) <> (course IS NULL)),
  CHECK (course IS NULL OR kind = 'one_off')
) STRICT;

-- The triggers come afterwards: these orders have been counted.
INSERT INTO orders_of_plans_and_courses
  SELECT id, bot, user, plan, NULL, kind, price, promo, placed_at, paid, closed, forgotten FROM orders;
DROP TABLE orders;
ALTER TABLE orders_of_plans_and_courses RENAME TO orders;

CREATE INDEX orders_by_user ON orders (bot, user);

CREATE TRIGGER count_promo_of_new_order AFTER INSERT ON orders WHEN NEW.paid AND NEW.promo IS NOT NULL BEGIN
  INSERT INTO promo_uses VALUES (NEW.bot, NEW.promo, 0, 1), (NEW.bot, NEW.promo, NEW.user, 1)
  ON CONFLICT DO UPDATE SET uses = uses + 1;
END;

CREATE TRIGGER count_promo_of_paid_order AFTER UPDATE OF paid ON orders
  WHEN NEW.paid > OLD.paid AND NEW.promo IS NOT NULL BEGIN
  INSERT INTO promo_uses VALUES (NEW.bot, NEW.promo, 0, 1), (NEW.bot, NEW.promo, NEW.user, 1)
  ON CONFLICT DO UPDATE SET uses = uses + 1;
END;

-- Compared one by one, like the lanes of the outbox: a reminder is set with each lesson that is read.
CREATE TABLE timers_of_courses (
  id      INTEGER PRIMARY KEY,
  kind    TEXT    NOT NULL CHECK (kind = 'checkout_deadline' OR kind = 'course_reminder' OR kind = 'lesson_opens'
                                  OR kind = 'plan_notice' OR kind = 'channel_access' OR kind = 'forget_updates'
                                  OR kind = 'withdrawn_plans'),
  subject TEXT    NOT NULL,
  due     INTEGER NOT NULL,
  UNIQUE (kind, subject)
) STRICT;

INSERT INTO timers_of_courses SELECT id, kind, subject, due FROM timers;
DROP TABLE timers;
ALTER TABLE timers_of_courses RENAME TO timers;
CREATE INDEX timers_by_due ON timers (due);

-- An attachment is its content, or the path of a file of the catalogue; the other is empty.
CREATE TABLE outbox_with_files (
  id                   INTEGER PRIMARY KEY,
  bot                  INTEGER NOT NULL,
  chat                 INTEGER,
  lane                 TEXT    NOT NULL CHECK (lane = 'reply' OR lane = 'receipt' OR lane = 'pre_checkout' OR lane = 'broadcast'),
  method               TEXT    NOT NULL,
  body                 TEXT    NOT NULL,
  attachment_name      TEXT,
  attachment           BLOB    CHECK ((attachment IS NULL) = (attachment_name IS NULL)),
  attachment_parameter TEXT    CHECK ((attachment_parameter IS NULL) = (attachment_name IS NULL)),
  attachment_path      TEXT    CHECK ((attachment_path IS NULL) = (attachment_name IS NULL)),
  subject              TEXT    NOT NULL,
  deadline             INTEGER,
  not_before           INTEGER NOT NULL,
  attempts             INTEGER NOT NULL CHECK (attempts >= 0),
  begun                INTEGER NOT NULL CHECK (begun IN (0, 1))
) STRICT;

INSERT INTO outbox_with_files
  SELECT id, bot, chat, lane, method, body, attachment_name, attachment,
         iif(attachment_name IS NULL, NULL, 'document'), iif(attachment_name IS NULL, NULL, ''),
         subject, deadline, not_before, attempts, begun
  FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_with_files RENAME TO outbox;

CREATE TABLE broadcasts_to_students (
  id                INTEGER PRIMARY KEY,
  bot               INTEGER NOT NULL,
  owner             INTEGER NOT NULL,
  segment           TEXT    NOT NULL CHECK (segment IN ('all', 'subscribers', 'lite', 'pro', 'unlimited', 'former',
                                                        'new', 'ru', 'en', 'students')),
  course            TEXT    NOT NULL CHECK ((course <> '') = (segment = 'students')),
  text              TEXT    NOT NULL,
  copied_message    INTEGER,
  state             TEXT    NOT NULL CHECK (state IN ('drafted', 'cancelled', 'running', 'paused', 'stopped',
                                                      'finished')),
  cursor            INTEGER NOT NULL,
  total             INTEGER NOT NULL CHECK (total >= 0),
  sent              INTEGER NOT NULL CHECK (sent >= 0),
  blocked           INTEGER NOT NULL CHECK (blocked >= 0),
  failed            INTEGER NOT NULL CHECK (failed >= 0),
  progress_message  INTEGER NOT NULL,
  last_message      INTEGER NOT NULL,
  created_at        INTEGER NOT NULL,
  started_at        INTEGER,
  progress_shown_at INTEGER,
  ended_at          INTEGER,
  CHECK ((started_at IS NULL) = (state IN ('drafted', 'cancelled')))
) STRICT;

INSERT INTO broadcasts_to_students
  SELECT id, bot, owner, segment, '', text, copied_message, state, cursor, total, sent, blocked, failed,
         progress_message, last_message, created_at, started_at, progress_shown_at, ended_at
  FROM broadcasts;
DROP TABLE broadcasts;
ALTER TABLE broadcasts_to_students RENAME TO broadcasts;

-- One at a time.
CREATE UNIQUE INDEX broadcast_under_way ON broadcasts (bot) WHERE started_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX broadcasts_never_sent ON broadcasts (created_at) WHERE started_at IS NULL;

-- Who was given their money back keeps the order, and is no student; who reads by a plan has never had one. order_id
-- is not held to orders, like that of payments.
CREATE TABLE enrolments (
  bot          INTEGER NOT NULL,
  user         INTEGER NOT NULL,
  course       TEXT    NOT NULL CHECK (course <> ''),
  owned        INTEGER NOT NULL CHECK (owned IN (0, 1)),
  order_id     INTEGER,
  enrolled_at  INTEGER NOT NULL,
  last_read_at INTEGER,
  reminders    INTEGER NOT NULL CHECK (reminders >= 0),
  completed_at INTEGER,
  certificate  TEXT    NOT NULL,
  student      INTEGER NOT NULL CHECK (student = (owned OR order_id IS NULL)),
  PRIMARY KEY (bot, user, course)
) STRICT, WITHOUT ROWID;

-- The last column is always 1; with it all that is asked for is in the index.
CREATE INDEX students ON enrolments (bot, course, user, student) WHERE student = 1;
CREATE INDEX enrolments_by_time ON enrolments (bot, enrolled_at);

-- place: the order in which they were read first.
CREATE TABLE lessons_read (
  bot     INTEGER NOT NULL,
  user    INTEGER NOT NULL,
  course  TEXT    NOT NULL CHECK (course <> ''),
  lesson  TEXT    NOT NULL CHECK (lesson <> ''),
  place   INTEGER NOT NULL,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (bot, user, course, lesson)
) STRICT, WITHOUT ROWID;

CREATE TABLE quiz_answers (
  bot         INTEGER NOT NULL,
  user        INTEGER NOT NULL,
  course      TEXT    NOT NULL CHECK (course <> ''),
  lesson      TEXT    NOT NULL CHECK (lesson <> ''),
  quiz        INTEGER NOT NULL CHECK (quiz >= 0),
  choice      INTEGER NOT NULL CHECK (choice >= 0),
  correct     INTEGER NOT NULL CHECK (correct IN (0, 1)),
  place       INTEGER NOT NULL,
  answered_at INTEGER NOT NULL,
  PRIMARY KEY (bot, user, course, lesson, quiz)
) STRICT, WITHOUT ROWID;

-- What the next message of a user answers.
CREATE TABLE questions (
  bot      INTEGER NOT NULL,
  user     INTEGER NOT NULL,
  about    TEXT    NOT NULL CHECK (length(CAST (about AS BLOB)) BETWEEN 1 AND 128),
  asked_at INTEGER NOT NULL,
  PRIMARY KEY (bot, user)
) STRICT, WITHOUT ROWID;

-- What Telegram calls a file of the catalogue.
CREATE TABLE media_files (
  bot           INTEGER NOT NULL,
  file          TEXT    NOT NULL,
  telegram_file TEXT    NOT NULL,
  PRIMARY KEY (bot, file)
) STRICT, WITHOUT ROWID;

CREATE TABLE memberships (
  bot        INTEGER NOT NULL,
  user       INTEGER NOT NULL,
  course     TEXT    NOT NULL CHECK (course <> ''),
  chat       INTEGER NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('invited', 'joined', 'left', 'removed')),
  link       TEXT    NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (bot, user, course)
) STRICT, WITHOUT ROWID;

-- Whom Telegram has not made a link for.
CREATE INDEX waiting_for_channel ON memberships (bot, course, changed_at) WHERE state = 'invited' AND link = '';

CREATE TABLE channel_standings (
  bot     INTEGER NOT NULL,
  chat    INTEGER NOT NULL,
  usable  INTEGER NOT NULL CHECK (usable IN (0, 1)),
  problem TEXT    NOT NULL,
  at      INTEGER NOT NULL,
  PRIMARY KEY (bot, chat)
) STRICT, WITHOUT ROWID;

-- How a course does, by all replicas together, and how many have read each lesson. Those who are forgotten take
-- themselves out of students and readers; what was sold and completed stays.
CREATE TABLE course_totals (
  bot       INTEGER NOT NULL,
  course    TEXT    NOT NULL CHECK (course <> ''),
  views     INTEGER NOT NULL CHECK (views >= 0),
  sales     INTEGER NOT NULL CHECK (sales >= 0),
  received  INTEGER NOT NULL CHECK (received >= 0),
  students  INTEGER NOT NULL CHECK (students >= 0),
  completed INTEGER NOT NULL CHECK (completed >= 0),
  PRIMARY KEY (bot, course)
) STRICT, WITHOUT ROWID;

CREATE TABLE lesson_readers (
  bot     INTEGER NOT NULL,
  course  TEXT    NOT NULL,
  lesson  TEXT    NOT NULL,
  readers INTEGER NOT NULL CHECK (readers >= 0),
  PRIMARY KEY (bot, course, lesson)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER count_student AFTER INSERT ON enrolments WHEN NEW.student BEGIN
  INSERT INTO course_totals VALUES (NEW.bot, NEW.course, 0, 0, 0, 1, 0)
  ON CONFLICT DO UPDATE SET students = students + 1;
END;

CREATE TRIGGER recount_student AFTER UPDATE OF student ON enrolments WHEN NEW.student <> OLD.student BEGIN
  INSERT INTO course_totals VALUES (NEW.bot, NEW.course, 0, 0, 0, NEW.student, 0)
  ON CONFLICT DO UPDATE SET students = students + NEW.student - OLD.student;
END;

CREATE TRIGGER uncount_student AFTER DELETE ON enrolments WHEN OLD.student BEGIN
  UPDATE course_totals SET students = students - 1 WHERE bot = OLD.bot AND course = OLD.course;
END;

CREATE TRIGGER count_reader AFTER INSERT ON lessons_read BEGIN
  INSERT INTO lesson_readers VALUES (NEW.bot, NEW.course, NEW.lesson, 1)
  ON CONFLICT DO UPDATE SET readers = readers + 1;
END;

CREATE TRIGGER uncount_reader AFTER DELETE ON lessons_read BEGIN
  UPDATE lesson_readers SET readers = readers - 1
  WHERE bot = OLD.bot AND course = OLD.course AND lesson = OLD.lesson;
END;
