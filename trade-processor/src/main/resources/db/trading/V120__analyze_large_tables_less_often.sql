-- These only grow, and every plan that reads them goes by their keys. Sampling them each time they had grown by a tenth took a
-- part of the processor time that settlement can use better.

alter table journal   set (autovacuum_analyze_scale_factor = 0.5, autovacuum_vacuum_insert_scale_factor = 0.5);
alter table operation set (autovacuum_analyze_scale_factor = 0.5, autovacuum_vacuum_insert_scale_factor = 0.5);
alter table transfer  set (autovacuum_analyze_scale_factor = 0.5, autovacuum_vacuum_insert_scale_factor = 0.5);
