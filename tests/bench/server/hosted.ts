/** Like a hosted project of the smallest paid size (1 GB of memory); the machine behind it here has more to cache with. */
export const hostedSettings = {
  shared_buffers: '256MB',
  effective_cache_size: '768MB',
  work_mem: '2MB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  effective_io_concurrency: '200',
  max_parallel_workers_per_gather: '1',
  max_parallel_maintenance_workers: '1',
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'all',
} as const

/** While filling only. */
export const fillingSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  max_wal_size: '16GB',
} as const
