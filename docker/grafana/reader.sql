-- The login of Grafana: it reads what sitrep_reader may read, and nothing else. It may run again at any time.
-- psql -v password=… -f docker/grafana/reader.sql
select 'create role sitrep_grafana login' where to_regrole('sitrep_grafana') is null \gexec
alter role sitrep_grafana password :'password';
alter role sitrep_grafana set default_transaction_read_only = on;
alter role sitrep_grafana set statement_timeout = '30s';
grant sitrep_reader to sitrep_grafana;
select sitrep.grant_reading();
