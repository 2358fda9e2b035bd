-- The table "who sees what" of the town, cell by cell: what each kind of person finds, and nothing else.
begin;
\ir support/village.psql
select plan(154);

-- Organisations: up from my own branch, down from my posts.
select tests.sees('Old Zhou', 'orgs', array['East Area', 'Town', 'Willow Village'], 'orgs: an elder');
select tests.sees('Auntie Lin', 'orgs', array['East Area', 'Town', 'Willow Village'], 'orgs: a helper');
select tests.sees('Secretary Wang', 'orgs', array['East Area', 'Town', 'Willow Village'], 'orgs: a secretary');
select tests.sees('Committee Sun', 'orgs', array['East Area', 'Town', 'Willow Village'], 'orgs: a committee member');
select tests.sees('Coordinator Li', 'orgs', array['Bridge Village', 'East Area', 'Peach Village', 'Town', 'West Area', 'Willow Village'], 'orgs: an area coordinator');
select tests.sees('Town Zhao', 'orgs', array['Bridge Village', 'East Area', 'Eighth Branch', 'Peach Village', 'Town', 'West Area', 'Willow Village'], 'orgs: town staff');
select tests.sees('Cadre Qian', 'orgs', array['Bridge Village', 'Town', 'West Area', 'Willow Village'], 'orgs: a stationed cadre');
select tests.sees('Shopkeeper He', 'orgs', array['East Area', 'Town', 'Willow Village'], 'orgs: a shopkeeper');
select tests.sees('Old Chen', 'orgs', array['East Area', 'Peach Village', 'Town'], 'orgs: a member of another branch');
select tests.sees('Secretary Ma', 'orgs', array['East Area', 'Peach Village', 'Town'], 'orgs: a secretary of another branch');
select tests.sees(null, 'orgs', '{}', 'orgs: a visitor reads nothing');

-- Posts: in the organisations I see.
select tests.sees('Old Zhou', 'appointments', array['Cadre Qian', 'Committee Sun', 'Coordinator Li', 'Liaison Yu', 'Secretary Wang', 'Shopkeeper He', 'Town Zhao'], 'appointments: an elder');
select tests.sees('Auntie Lin', 'appointments', array['Cadre Qian', 'Committee Sun', 'Coordinator Li', 'Liaison Yu', 'Secretary Wang', 'Shopkeeper He', 'Town Zhao'], 'appointments: a helper');
select tests.sees('Secretary Wang', 'appointments', array['Cadre Qian', 'Committee Sun', 'Coordinator Li', 'Liaison Yu', 'Secretary Wang', 'Shopkeeper He', 'Town Zhao'], 'appointments: a secretary');
select tests.sees('Committee Sun', 'appointments', array['Cadre Qian', 'Committee Sun', 'Coordinator Li', 'Liaison Yu', 'Secretary Wang', 'Shopkeeper He', 'Town Zhao'], 'appointments: a committee member');
select tests.sees('Coordinator Li', 'appointments', array['Cadre Qian', 'Committee Sun', 'Coordinator Li', 'Liaison Yu', 'Secretary Ma', 'Secretary Wang', 'Shopkeeper He', 'Town Zhao'], 'appointments: an area coordinator');
select tests.sees('Town Zhao', 'appointments', array['Cadre Qian', 'Committee Sun', 'Coordinator Li', 'Liaison Yu', 'Secretary Ma', 'Secretary Wang', 'Shopkeeper He', 'Town Zhao'], 'appointments: town staff');
select tests.sees('Cadre Qian', 'appointments', array['Cadre Qian', 'Committee Sun', 'Liaison Yu', 'Secretary Wang', 'Shopkeeper He', 'Town Zhao'], 'appointments: a stationed cadre');
select tests.sees('Shopkeeper He', 'appointments', array['Cadre Qian', 'Committee Sun', 'Coordinator Li', 'Liaison Yu', 'Secretary Wang', 'Shopkeeper He', 'Town Zhao'], 'appointments: a shopkeeper');
select tests.sees('Old Chen', 'appointments', array['Coordinator Li', 'Secretary Ma', 'Town Zhao'], 'appointments: a member of another branch');
select tests.sees('Secretary Ma', 'appointments', array['Coordinator Li', 'Secretary Ma', 'Town Zhao'], 'appointments: a secretary of another branch');
select tests.sees(null, 'appointments', '{}', 'appointments: a visitor reads nothing');

-- Standing: my own, and my peoples.
select tests.sees('Old Zhou', 'members', array['Old Zhou'], 'members: an elder');
select tests.sees('Auntie Lin', 'members', array['Auntie Lin'], 'members: a helper');
select tests.sees('Secretary Wang', 'members', array['Auntie Lin', 'Committee Sun', 'Liaison Yu', 'Lost Liu', 'Old Zhou', 'Secretary Wang', 'Shopkeeper He', 'Young Wu'], 'members: a secretary');
select tests.sees('Committee Sun', 'members', array['Auntie Lin', 'Committee Sun', 'Liaison Yu', 'Lost Liu', 'Old Zhou', 'Secretary Wang', 'Shopkeeper He', 'Young Wu'], 'members: a committee member');
select tests.sees('Coordinator Li', 'members', array['Auntie Lin', 'Committee Sun', 'Coordinator Li', 'Liaison Yu', 'Lost Liu', 'Old Chen', 'Old Zhou', 'Secretary Ma', 'Secretary Wang', 'Shopkeeper He', 'Young Wu'], 'members: an area coordinator');
select tests.sees('Town Zhao', 'members', array['Auntie Lin', 'Cadre Qian', 'Committee Sun', 'Coordinator Li', 'Liaison Yu', 'Lost Liu', 'Old Chen', 'Old Zhou', 'Secretary Ma', 'Secretary Wang', 'Shopkeeper He', 'Town Zhao', 'Young Wu'], 'members: town staff');
select tests.sees('Cadre Qian', 'members', array['Auntie Lin', 'Cadre Qian', 'Committee Sun', 'Liaison Yu', 'Lost Liu', 'Old Zhou', 'Secretary Wang', 'Shopkeeper He', 'Young Wu'], 'members: a stationed cadre');
select tests.sees('Shopkeeper He', 'members', array['Shopkeeper He'], 'members: a shopkeeper');
select tests.sees('Old Chen', 'members', array['Old Chen'], 'members: a member of another branch');
select tests.sees('Secretary Ma', 'members', array['Old Chen', 'Secretary Ma'], 'members: a secretary of another branch');
select tests.sees(null, 'members', '{}', 'members: a visitor reads nothing');

-- Cards: of my branch, and of my people.
select tests.sees('Old Zhou', 'directory_cards', array['Auntie Lin', 'Committee Sun', 'Liaison Yu', 'Lost Liu', 'Old Zhou', 'Secretary Wang', 'Shopkeeper He', 'Young Wu'], 'directory_cards: an elder');
select tests.sees('Auntie Lin', 'directory_cards', array['Auntie Lin', 'Committee Sun', 'Liaison Yu', 'Lost Liu', 'Old Zhou', 'Secretary Wang', 'Shopkeeper He', 'Young Wu'], 'directory_cards: a helper');
select tests.sees('Secretary Wang', 'directory_cards', array['Auntie Lin', 'Committee Sun', 'Liaison Yu', 'Lost Liu', 'Old Zhou', 'Secretary Wang', 'Shopkeeper He', 'Young Wu'], 'directory_cards: a secretary');
select tests.sees('Committee Sun', 'directory_cards', array['Auntie Lin', 'Committee Sun', 'Liaison Yu', 'Lost Liu', 'Old Zhou', 'Secretary Wang', 'Shopkeeper He', 'Young Wu'], 'directory_cards: a committee member');
select tests.sees('Coordinator Li', 'directory_cards', array['Auntie Lin', 'Cadre Qian', 'Committee Sun', 'Coordinator Li', 'Liaison Yu', 'Lost Liu', 'Old Chen', 'Old Zhou', 'Secretary Ma', 'Secretary Wang', 'Shopkeeper He', 'Town Zhao', 'Young Wu'], 'directory_cards: an area coordinator');
select tests.sees('Town Zhao', 'directory_cards', array['Auntie Lin', 'Cadre Qian', 'Committee Sun', 'Coordinator Li', 'Liaison Yu', 'Lost Liu', 'Old Chen', 'Old Zhou', 'Secretary Ma', 'Secretary Wang', 'Shopkeeper He', 'Town Zhao', 'Young Wu'], 'directory_cards: town staff');
select tests.sees('Cadre Qian', 'directory_cards', array['Auntie Lin', 'Cadre Qian', 'Committee Sun', 'Coordinator Li', 'Liaison Yu', 'Lost Liu', 'Old Zhou', 'Secretary Wang', 'Shopkeeper He', 'Town Zhao', 'Young Wu'], 'directory_cards: a stationed cadre');
select tests.sees('Shopkeeper He', 'directory_cards', array['Auntie Lin', 'Committee Sun', 'Liaison Yu', 'Lost Liu', 'Old Zhou', 'Secretary Wang', 'Shopkeeper He', 'Young Wu'], 'directory_cards: a shopkeeper');
select tests.sees('Old Chen', 'directory_cards', array['Old Chen', 'Secretary Ma'], 'directory_cards: a member of another branch');
select tests.sees('Secretary Ma', 'directory_cards', array['Old Chen', 'Secretary Ma'], 'directory_cards: a secretary of another branch');
select tests.sees(null, 'directory_cards', '{}', 'directory_cards: a visitor reads nothing');

-- Records: my own, and my peoples; never a neighbours.
select tests.sees('Old Zhou', 'member_records', array['Old Zhou'], 'member_records: an elder');
select tests.sees('Auntie Lin', 'member_records', array['Auntie Lin'], 'member_records: a helper');
select tests.sees('Secretary Wang', 'member_records', array['Auntie Lin', 'Committee Sun', 'Liaison Yu', 'Lost Liu', 'Old Zhou', 'Secretary Wang', 'Shopkeeper He', 'Young Wu'], 'member_records: a secretary');
select tests.sees('Committee Sun', 'member_records', array['Auntie Lin', 'Committee Sun', 'Liaison Yu', 'Lost Liu', 'Old Zhou', 'Secretary Wang', 'Shopkeeper He', 'Young Wu'], 'member_records: a committee member');
select tests.sees('Coordinator Li', 'member_records', array['Auntie Lin', 'Committee Sun', 'Coordinator Li', 'Liaison Yu', 'Lost Liu', 'Old Chen', 'Old Zhou', 'Secretary Ma', 'Secretary Wang', 'Shopkeeper He', 'Young Wu'], 'member_records: an area coordinator');
select tests.sees('Town Zhao', 'member_records', array['Auntie Lin', 'Cadre Qian', 'Committee Sun', 'Coordinator Li', 'Liaison Yu', 'Lost Liu', 'Old Chen', 'Old Zhou', 'Secretary Ma', 'Secretary Wang', 'Shopkeeper He', 'Town Zhao', 'Young Wu'], 'member_records: town staff');
select tests.sees('Cadre Qian', 'member_records', array['Auntie Lin', 'Cadre Qian', 'Committee Sun', 'Liaison Yu', 'Lost Liu', 'Old Zhou', 'Secretary Wang', 'Shopkeeper He', 'Young Wu'], 'member_records: a stationed cadre');
select tests.sees('Shopkeeper He', 'member_records', array['Shopkeeper He'], 'member_records: a shopkeeper');
select tests.sees('Old Chen', 'member_records', array['Old Chen'], 'member_records: a member of another branch');
select tests.sees('Secretary Ma', 'member_records', array['Old Chen', 'Secretary Ma'], 'member_records: a secretary of another branch');
select tests.sees(null, 'member_records', '{}', 'member_records: a visitor reads nothing');

-- Categories: as records.
select tests.sees('Old Zhou', 'category_assignments', array['Old Zhou'], 'category_assignments: an elder');
select tests.sees('Auntie Lin', 'category_assignments', array['Auntie Lin'], 'category_assignments: a helper');
select tests.sees('Secretary Wang', 'category_assignments', array['Auntie Lin', 'Committee Sun', 'Liaison Yu', 'Lost Liu', 'Old Zhou', 'Secretary Wang', 'Shopkeeper He', 'Young Wu'], 'category_assignments: a secretary');
select tests.sees('Committee Sun', 'category_assignments', array['Auntie Lin', 'Committee Sun', 'Liaison Yu', 'Lost Liu', 'Old Zhou', 'Secretary Wang', 'Shopkeeper He', 'Young Wu'], 'category_assignments: a committee member');
select tests.sees('Coordinator Li', 'category_assignments', array['Auntie Lin', 'Committee Sun', 'Coordinator Li', 'Liaison Yu', 'Lost Liu', 'Old Chen', 'Old Zhou', 'Secretary Ma', 'Secretary Wang', 'Shopkeeper He', 'Young Wu'], 'category_assignments: an area coordinator');
select tests.sees('Town Zhao', 'category_assignments', array['Auntie Lin', 'Cadre Qian', 'Committee Sun', 'Coordinator Li', 'Liaison Yu', 'Lost Liu', 'Old Chen', 'Old Zhou', 'Secretary Ma', 'Secretary Wang', 'Shopkeeper He', 'Town Zhao', 'Young Wu'], 'category_assignments: town staff');
select tests.sees('Cadre Qian', 'category_assignments', array['Auntie Lin', 'Cadre Qian', 'Committee Sun', 'Liaison Yu', 'Lost Liu', 'Old Zhou', 'Secretary Wang', 'Shopkeeper He', 'Young Wu'], 'category_assignments: a stationed cadre');
select tests.sees('Shopkeeper He', 'category_assignments', array['Shopkeeper He'], 'category_assignments: a shopkeeper');
select tests.sees('Old Chen', 'category_assignments', array['Old Chen'], 'category_assignments: a member of another branch');
select tests.sees('Secretary Ma', 'category_assignments', array['Old Chen', 'Secretary Ma'], 'category_assignments: a secretary of another branch');
select tests.sees(null, 'category_assignments', '{}', 'category_assignments: a visitor reads nothing');

-- Transfers: overseers of either branch, and the member.
select tests.sees('Old Zhou', 'branch_transfers', '{}', 'branch_transfers: an elder');
select tests.sees('Auntie Lin', 'branch_transfers', '{}', 'branch_transfers: a helper');
select tests.sees('Secretary Wang', 'branch_transfers', array['Young Wu'], 'branch_transfers: a secretary');
select tests.sees('Committee Sun', 'branch_transfers', array['Young Wu'], 'branch_transfers: a committee member');
select tests.sees('Coordinator Li', 'branch_transfers', array['Young Wu'], 'branch_transfers: an area coordinator');
select tests.sees('Town Zhao', 'branch_transfers', array['Young Wu'], 'branch_transfers: town staff');
select tests.sees('Cadre Qian', 'branch_transfers', array['Young Wu'], 'branch_transfers: a stationed cadre');
select tests.sees('Shopkeeper He', 'branch_transfers', '{}', 'branch_transfers: a shopkeeper');
select tests.sees('Old Chen', 'branch_transfers', '{}', 'branch_transfers: a member of another branch');
select tests.sees('Secretary Ma', 'branch_transfers', '{}', 'branch_transfers: a secretary of another branch');
select tests.sees(null, 'branch_transfers', '{}', 'branch_transfers: a visitor reads nothing');

-- Help: elder, helper, and who runs the branch; nobody above.
select tests.sees('Old Zhou', 'elder_helpers', array['Lin''s Help'], 'elder_helpers: an elder');
select tests.sees('Auntie Lin', 'elder_helpers', array['Lin''s Help'], 'elder_helpers: a helper');
select tests.sees('Secretary Wang', 'elder_helpers', array['Lin''s Help'], 'elder_helpers: a secretary');
select tests.sees('Committee Sun', 'elder_helpers', array['Lin''s Help'], 'elder_helpers: a committee member');
select tests.sees('Coordinator Li', 'elder_helpers', '{}', 'elder_helpers: an area coordinator');
select tests.sees('Town Zhao', 'elder_helpers', '{}', 'elder_helpers: town staff');
select tests.sees('Cadre Qian', 'elder_helpers', '{}', 'elder_helpers: a stationed cadre');
select tests.sees('Shopkeeper He', 'elder_helpers', '{}', 'elder_helpers: a shopkeeper');
select tests.sees('Old Chen', 'elder_helpers', '{}', 'elder_helpers: a member of another branch');
select tests.sees('Secretary Ma', 'elder_helpers', '{}', 'elder_helpers: a secretary of another branch');
select tests.sees(null, 'elder_helpers', '{}', 'elder_helpers: a visitor reads nothing');

-- Home lessons: as help.
select tests.sees('Old Zhou', 'home_lessons', array['Lin''s Help'], 'home_lessons: an elder');
select tests.sees('Auntie Lin', 'home_lessons', array['Lin''s Help'], 'home_lessons: a helper');
select tests.sees('Secretary Wang', 'home_lessons', array['Lin''s Help'], 'home_lessons: a secretary');
select tests.sees('Committee Sun', 'home_lessons', array['Lin''s Help'], 'home_lessons: a committee member');
select tests.sees('Coordinator Li', 'home_lessons', '{}', 'home_lessons: an area coordinator');
select tests.sees('Town Zhao', 'home_lessons', '{}', 'home_lessons: town staff');
select tests.sees('Cadre Qian', 'home_lessons', '{}', 'home_lessons: a stationed cadre');
select tests.sees('Shopkeeper He', 'home_lessons', '{}', 'home_lessons: a shopkeeper');
select tests.sees('Old Chen', 'home_lessons', '{}', 'home_lessons: a member of another branch');
select tests.sees('Secretary Ma', 'home_lessons', '{}', 'home_lessons: a secretary of another branch');
select tests.sees(null, 'home_lessons', '{}', 'home_lessons: a visitor reads nothing');

-- Progress: my own, and my branchs if I run it; above that, totals only.
select tests.sees('Old Zhou', 'study_progress', array['Old Zhou'], 'study_progress: an elder', 'member_id');
select tests.sees('Auntie Lin', 'study_progress', '{}', 'study_progress: a helper', 'member_id');
select tests.sees('Secretary Wang', 'study_progress', array['Old Zhou', 'Young Wu'], 'study_progress: a secretary', 'member_id');
select tests.sees('Committee Sun', 'study_progress', array['Old Zhou', 'Young Wu'], 'study_progress: a committee member', 'member_id');
select tests.sees('Coordinator Li', 'study_progress', '{}', 'study_progress: an area coordinator', 'member_id');
select tests.sees('Town Zhao', 'study_progress', array['Town Zhao'], 'study_progress: town staff', 'member_id');
select tests.sees('Cadre Qian', 'study_progress', '{}', 'study_progress: a stationed cadre', 'member_id');
select tests.sees('Shopkeeper He', 'study_progress', '{}', 'study_progress: a shopkeeper', 'member_id');
select tests.sees('Old Chen', 'study_progress', array['Old Chen'], 'study_progress: a member of another branch', 'member_id');
select tests.sees('Secretary Ma', 'study_progress', array['Old Chen'], 'study_progress: a secretary of another branch', 'member_id');
select tests.sees(null, 'study_progress', '{}', 'study_progress: a visitor reads nothing', 'member_id');

-- Tasks: what reaches me or the elder I help, and what reaches my people.
select tests.sees('Old Zhou', 'study_assignments', array['Fraud', 'Plan', 'Rice'], 'study_assignments: an elder');
select tests.sees('Auntie Lin', 'study_assignments', array['Fraud', 'Plan', 'Rice'], 'study_assignments: a helper');
select tests.sees('Secretary Wang', 'study_assignments', array['Fraud', 'Plan', 'Rice'], 'study_assignments: a secretary');
select tests.sees('Committee Sun', 'study_assignments', array['Fraud', 'Plan', 'Rice'], 'study_assignments: a committee member');
select tests.sees('Coordinator Li', 'study_assignments', array['Fraud', 'Peaches', 'Plan', 'Rice'], 'study_assignments: an area coordinator');
select tests.sees('Town Zhao', 'study_assignments', array['Fraud', 'Peaches', 'Plan', 'Rice'], 'study_assignments: town staff');
select tests.sees('Cadre Qian', 'study_assignments', array['Fraud', 'Plan', 'Rice'], 'study_assignments: a stationed cadre');
select tests.sees('Shopkeeper He', 'study_assignments', array['Plan', 'Rice'], 'study_assignments: a shopkeeper');
select tests.sees('Old Chen', 'study_assignments', array['Fraud', 'Peaches', 'Plan'], 'study_assignments: a member of another branch');
select tests.sees('Secretary Ma', 'study_assignments', array['Fraud', 'Peaches', 'Plan'], 'study_assignments: a secretary of another branch');
select tests.sees(null, 'study_assignments', '{}', 'study_assignments: a visitor reads nothing');

-- Study, its text and its files: its audience and their overseers; drafts only those who write.
select tests.sees('Old Zhou', 'materials', array['Fraud', 'Plan', 'Rice'], 'materials: an elder');
select tests.sees('Auntie Lin', 'materials', array['Fraud', 'Plan', 'Rice'], 'materials: a helper');
select tests.sees('Secretary Wang', 'materials', array['Draft of Willow', 'Fraud', 'Plan', 'Rice'], 'materials: a secretary');
select tests.sees('Committee Sun', 'materials', array['Draft of Willow', 'Fraud', 'Plan', 'Rice'], 'materials: a committee member');
select tests.sees('Coordinator Li', 'materials', array['Fraud', 'Peaches', 'Plan', 'Rice'], 'materials: an area coordinator');
select tests.sees('Town Zhao', 'materials', array['Draft of Willow', 'Fraud', 'Peaches', 'Plan', 'Rice'], 'materials: town staff');
select tests.sees('Cadre Qian', 'materials', array['Fraud', 'Plan', 'Rice'], 'materials: a stationed cadre');
select tests.sees('Shopkeeper He', 'materials', array['Plan', 'Rice'], 'materials: a shopkeeper');
select tests.sees('Old Chen', 'materials', array['Fraud', 'Peaches', 'Plan'], 'materials: a member of another branch');
select tests.sees('Secretary Ma', 'materials', array['Fraud', 'Peaches', 'Plan'], 'materials: a secretary of another branch');
select tests.sees(null, 'materials', '{}', 'materials: a visitor reads nothing');

-- Study, its text and its files: its audience and their overseers; drafts only those who write.
select tests.sees('Old Zhou', 'material_bodies', array['Fraud', 'Plan', 'Rice'], 'material_bodies: an elder');
select tests.sees('Auntie Lin', 'material_bodies', array['Fraud', 'Plan', 'Rice'], 'material_bodies: a helper');
select tests.sees('Secretary Wang', 'material_bodies', array['Draft of Willow', 'Fraud', 'Plan', 'Rice'], 'material_bodies: a secretary');
select tests.sees('Committee Sun', 'material_bodies', array['Draft of Willow', 'Fraud', 'Plan', 'Rice'], 'material_bodies: a committee member');
select tests.sees('Coordinator Li', 'material_bodies', array['Fraud', 'Peaches', 'Plan', 'Rice'], 'material_bodies: an area coordinator');
select tests.sees('Town Zhao', 'material_bodies', array['Draft of Willow', 'Fraud', 'Peaches', 'Plan', 'Rice'], 'material_bodies: town staff');
select tests.sees('Cadre Qian', 'material_bodies', array['Fraud', 'Plan', 'Rice'], 'material_bodies: a stationed cadre');
select tests.sees('Shopkeeper He', 'material_bodies', array['Plan', 'Rice'], 'material_bodies: a shopkeeper');
select tests.sees('Old Chen', 'material_bodies', array['Fraud', 'Peaches', 'Plan'], 'material_bodies: a member of another branch');
select tests.sees('Secretary Ma', 'material_bodies', array['Fraud', 'Peaches', 'Plan'], 'material_bodies: a secretary of another branch');
select tests.sees(null, 'material_bodies', '{}', 'material_bodies: a visitor reads nothing');

-- Study, its text and its files: its audience and their overseers; drafts only those who write.
select tests.sees('Old Zhou', 'material_files', array['Fraud', 'Plan', 'Rice'], 'material_files: an elder');
select tests.sees('Auntie Lin', 'material_files', array['Fraud', 'Plan', 'Rice'], 'material_files: a helper');
select tests.sees('Secretary Wang', 'material_files', array['Draft of Willow', 'Fraud', 'Plan', 'Rice'], 'material_files: a secretary');
select tests.sees('Committee Sun', 'material_files', array['Draft of Willow', 'Fraud', 'Plan', 'Rice'], 'material_files: a committee member');
select tests.sees('Coordinator Li', 'material_files', array['Fraud', 'Peaches', 'Plan', 'Rice'], 'material_files: an area coordinator');
select tests.sees('Town Zhao', 'material_files', array['Draft of Willow', 'Fraud', 'Peaches', 'Plan', 'Rice'], 'material_files: town staff');
select tests.sees('Cadre Qian', 'material_files', array['Fraud', 'Plan', 'Rice'], 'material_files: a stationed cadre');
select tests.sees('Shopkeeper He', 'material_files', array['Plan', 'Rice'], 'material_files: a shopkeeper');
select tests.sees('Old Chen', 'material_files', array['Fraud', 'Peaches', 'Plan'], 'material_files: a member of another branch');
select tests.sees('Secretary Ma', 'material_files', array['Fraud', 'Peaches', 'Plan'], 'material_files: a secretary of another branch');
select tests.sees(null, 'material_files', '{}', 'material_files: a visitor reads nothing');

select * from finish();
rollback;
