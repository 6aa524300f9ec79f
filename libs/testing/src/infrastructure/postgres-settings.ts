/**
 * Server settings of every PostgreSQL that this repository starts. Statements and their parameters carry personal data, so
 * none may reach the log: not on error, not as detail, not in the text of an error message (hence `log_min_messages=log`,
 * which is above ERROR), not when slow.
 */
export const POSTGRES_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  // Linkage's index of tags is written at random places: pages that do not fit are read and written again for nearly every tag, and
  // after each checkpoint every page goes into the log whole.
  shared_buffers: '512MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  log_destination: 'stderr',
  logging_collector: 'off',
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_lock_waits: 'off',
  timezone: 'UTC',
};
