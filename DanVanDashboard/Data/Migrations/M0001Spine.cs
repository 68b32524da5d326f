using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DanVanDashboard.Data.Migrations;

/// <summary>The first store. Written by hand for SQLite and PostgreSQL alike; a test compares it with the model.</summary>
[DbContext(typeof(DanVanDbContext))]
[Migration("0001_Spine")]
public sealed class M0001Spine : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var b = migrationBuilder;
        // Sort keys compare by their bytes on every store, whatever the server's own order is.
        var ordinal = b.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL" ? "C" : null;
        b.CreateTable("units", t => new
        {
            id = t.Column<string>(), code = t.Column<string>(), name = t.Column<string>(), kind = t.Column<string>(), level = t.Column<string>(),
            parent_id = t.Column<string>(nullable: true), valid_from = t.Column<DateOnly>(), valid_to = t.Column<DateOnly>(nullable: true),
            lat = t.Column<double>(nullable: true), lon = t.Column<double>(nullable: true), area_km2 = t.Column<double>(nullable: true),
            population = t.Column<int>(nullable: true), decision = t.Column<string>(nullable: true),
        }, constraints: t => t.PrimaryKey("pk_units", x => x.id));
        b.CreateIndex("ix_units_code", "units", ["code", "valid_from"], unique: true);
        b.CreateTable("lineage", t => new
        {
            from_id = t.Column<string>(), to_id = t.Column<string>(), full = t.Column<bool>(), share = t.Column<double>(nullable: true),
            decision = t.Column<string>(nullable: true), effective_date = t.Column<DateOnly>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_lineage", x => new { x.from_id, x.to_id });
            t.ForeignKey("fk_lineage_from", x => x.from_id, "units", "id");
            t.ForeignKey("fk_lineage_to", x => x.to_id, "units", "id");
        });
        b.CreateTable("villages", t => new
        {
            id = t.Column<string>(), unit_id = t.Column<string>(), name = t.Column<string>(), valid_from = t.Column<DateOnly>(), valid_to = t.Column<DateOnly>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_villages", x => x.id);
            t.ForeignKey("fk_villages_unit", x => x.unit_id, "units", "id");
        });
        b.CreateIndex("ix_villages_unit", "villages", ["unit_id", "name", "valid_from"], unique: true);
        b.CreateTable("bodies", t => new
        {
            id = t.Column<string>(), unit_id = t.Column<string>(nullable: true), province_id = t.Column<string>(), kind = t.Column<string>(), block = t.Column<string>(),
            order = t.Column<int>(), valid_from = t.Column<DateOnly>(), valid_to = t.Column<DateOnly>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_bodies", x => x.id);
            t.ForeignKey("fk_bodies_unit", x => x.unit_id, "units", "id");
        });
        b.CreateTable("body_names", t => new
        {
            body_id = t.Column<string>(), from = t.Column<DateOnly>(), to = t.Column<DateOnly>(nullable: true), name = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_body_names", x => new { x.body_id, x.from });
            t.ForeignKey("fk_body_names_body", x => x.body_id, "bodies", "id");
        });
        b.CreateTable("body_lines", t => new
        {
            body_id = t.Column<string>(), parent_id = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_body_lines", x => new { x.body_id, x.parent_id });
            t.ForeignKey("fk_body_lines_body", x => x.body_id, "bodies", "id");
        });

        b.CreateTable("campaigns", t => new
        {
            id = t.Column<string>(), name_vi = t.Column<string>(), name_en = t.Column<string>(), simulated = t.Column<bool>(),
            from = t.Column<DateOnly>(nullable: true), to = t.Column<DateOnly>(nullable: true), root_unit_id = t.Column<string>(), provenance = t.Column<string>(),
            review_month = t.Column<int>(), order = t.Column<int>(), seed = t.Column<int>(nullable: true), anchor_date = t.Column<DateOnly>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_campaigns", x => x.id);
            t.ForeignKey("fk_campaigns_root", x => x.root_unit_id, "units", "id");
        });
        b.CreateTable("campaign_fields", t => new
        {
            campaign_id = t.Column<string>(), key = t.Column<string>(), name_vi = t.Column<string>(), name_en = t.Column<string>(),
            standard = t.Column<string>(nullable: true), order = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_campaign_fields", x => new { x.campaign_id, x.key });
            t.ForeignKey("fk_campaign_fields_campaign", x => x.campaign_id, "campaigns", "id");
        });
        b.CreateTable("obligations", t => new
        {
            campaign_id = t.Column<string>(), body_id = t.Column<string>(), period = t.Column<string>(), due_on = t.Column<DateOnly>(), overdue_sequence = t.Column<long>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_obligations", x => new { x.campaign_id, x.body_id, x.period });
            t.ForeignKey("fk_obligations_campaign", x => x.campaign_id, "campaigns", "id");
            t.ForeignKey("fk_obligations_body", x => x.body_id, "bodies", "id");
        });
        b.CreateIndex("ix_obligations_due", "obligations", ["due_on", "overdue_sequence"]);

        b.CreateTable("sources", t => new
        {
            id = t.Column<string>(), title = t.Column<string>(), kind = t.Column<string>(), place = t.Column<string>(), issuer = t.Column<string>(),
            date_as_stated = t.Column<string>(), note = t.Column<string>(), order = t.Column<int>(),
        }, constraints: t => t.PrimaryKey("pk_sources", x => x.id));
        b.CreateTable("observations", t => new
        {
            id = t.Column<string>(), campaign_id = t.Column<string>(), source_id = t.Column<string>(), metric = t.Column<string>(), unit_id = t.Column<string>(),
            from = t.Column<string>(), to = t.Column<string>(), dated = t.Column<string>(), time_meaning = t.Column<string>(), subject = t.Column<string>(nullable: true),
            field = t.Column<string>(nullable: true), recognised_at = t.Column<string>(nullable: true), target_level = t.Column<string>(nullable: true),
            value = t.Column<decimal>(), denominator = t.Column<decimal>(nullable: true), exactness = t.Column<string>(), measure = t.Column<string>(),
            theme = t.Column<string>(nullable: true), block = t.Column<string>(nullable: true), giver = t.Column<string>(nullable: true), form = t.Column<string>(nullable: true),
            scope = t.Column<string>(nullable: true), body_named = t.Column<string>(nullable: true), locator = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_observations", x => x.id);
            t.ForeignKey("fk_observations_campaign", x => x.campaign_id, "campaigns", "id");
            t.ForeignKey("fk_observations_source", x => x.source_id, "sources", "id");
            t.ForeignKey("fk_observations_unit", x => x.unit_id, "units", "id");
        });
        b.CreateIndex("ix_observations_campaign", "observations", ["campaign_id", "unit_id"]);

        b.CreateTable("models", t => new
        {
            id = t.Column<string>(), campaign_id = t.Column<string>(), unit_id = t.Column<string>(), body_id = t.Column<string>(nullable: true), non_local = t.Column<bool>(),
            name = t.Column<string>(), name_folded = t.Column<string>(), name_sort = t.Column<string>(collation: ordinal), field = t.Column<string>(nullable: true),
            subject = t.Column<string>(nullable: true), block = t.Column<string>(nullable: true), owner = t.Column<string>(), owner_kind = t.Column<string>(nullable: true),
            address = t.Column<string>(), village = t.Column<string>(nullable: true), registered_on = t.Column<DateOnly>(nullable: true),
            started_on = t.Column<DateOnly>(nullable: true), target_level = t.Column<string>(nullable: true), visibility = t.Column<string>(),
            consent = t.Column<bool>(nullable: true), replica_of = t.Column<string>(nullable: true), source_id = t.Column<string>(nullable: true),
            known_since = t.Column<string>(nullable: true), result_figures = t.Column<string>(nullable: true), entered_by = t.Column<string>(), on_behalf = t.Column<bool>(), created_at = t.Column<DateTime>(),
            version = t.Column<long>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_models", x => x.id);
            t.ForeignKey("fk_models_campaign", x => x.campaign_id, "campaigns", "id");
            t.ForeignKey("fk_models_unit", x => x.unit_id, "units", "id");
            t.ForeignKey("fk_models_body", x => x.body_id, "bodies", "id");
            t.ForeignKey("fk_models_original", x => x.replica_of, "models", "id");
        });
        b.CreateIndex("ix_models_campaign", "models", ["campaign_id", "unit_id"]);
        b.CreateTable("model_themes", t => new
        {
            model_id = t.Column<string>(), theme = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_model_themes", x => new { x.model_id, x.theme });
            t.ForeignKey("fk_model_themes_model", x => x.model_id, "models", "id");
        });
        b.CreateTable("model_lines", t => new
        {
            model_id = t.Column<string>(), body_id = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_model_lines", x => new { x.model_id, x.body_id });
            t.ForeignKey("fk_model_lines_model", x => x.model_id, "models", "id");
            t.ForeignKey("fk_model_lines_body", x => x.body_id, "bodies", "id");
        });
        b.CreateTable("model_people", t => new
        {
            model_id = t.Column<string>(), part = t.Column<string>(), name = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_model_people", x => new { x.model_id, x.part });
            t.ForeignKey("fk_model_people_model", x => x.model_id, "models", "id");
        });
        b.CreateTable("events", t => new
        {
            sequence = t.Column<long>(), at = t.Column<DateTime>(), on = t.Column<DateOnly>(), kind = t.Column<string>(), campaign_id = t.Column<string>(),
            unit_id = t.Column<string>(), body_id = t.Column<string>(nullable: true), non_local = t.Column<bool>(), field = t.Column<string>(nullable: true),
            subject = t.Column<string>(nullable: true), model_id = t.Column<string>(nullable: true), report_id = t.Column<string>(nullable: true),
            period = t.Column<string>(nullable: true), @internal = t.Column<bool>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_events", x => x.sequence);
            t.ForeignKey("fk_events_campaign", x => x.campaign_id, "campaigns", "id");
        });
        b.CreateIndex("ix_events_campaign", "events", ["campaign_id", "sequence"]);
        b.CreateIndex("ix_events_latest", "events", ["campaign_id", "at", "sequence"]);
        b.CreateTable("model_events", t => new
        {
            sequence = t.Column<long>(), id = t.Column<string>(), model_id = t.Column<string>(), campaign_id = t.Column<string>(), kind = t.Column<string>(),
            on = t.Column<DateOnly>(), level = t.Column<string>(nullable: true), decision_number = t.Column<string>(nullable: true),
            body = t.Column<string>(nullable: true), body_id = t.Column<string>(nullable: true), form = t.Column<string>(nullable: true),
            giver = t.Column<string>(nullable: true), @class = t.Column<string>(nullable: true), passed = t.Column<bool>(nullable: true),
            scores = t.Column<string>(nullable: true), reason = t.Column<string>(nullable: true), revokes_event_id = t.Column<string>(nullable: true),
            unit_id = t.Column<string>(nullable: true), by_user = t.Column<string>(), on_behalf = t.Column<bool>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_model_events", x => x.sequence);
            t.ForeignKey("fk_model_events_event", x => x.sequence, "events", "sequence");
            t.ForeignKey("fk_model_events_model", x => x.model_id, "models", "id");
        });
        b.CreateIndex("ix_model_events_id", "model_events", "id", unique: true);
        b.CreateIndex("ix_model_events_model", "model_events", "model_id");
        b.CreateIndex("ix_model_events_campaign", "model_events", ["campaign_id", "on"]);

        b.CreateTable("reports", t => new
        {
            id = t.Column<string>(), campaign_id = t.Column<string>(), unit_id = t.Column<string>(), body_id = t.Column<string>(), non_local = t.Column<bool>(),
            period = t.Column<string>(), status = t.Column<string>(), entered_by = t.Column<string>(), on_behalf = t.Column<bool>(), created_at = t.Column<DateTime>(),
            submitted_at = t.Column<DateTime>(nullable: true), version = t.Column<long>(),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_reports", x => x.id);
            t.ForeignKey("fk_reports_campaign", x => x.campaign_id, "campaigns", "id");
            t.ForeignKey("fk_reports_body", x => x.body_id, "bodies", "id");
        });
        b.CreateIndex("ix_reports_body_period", "reports", ["campaign_id", "body_id", "period"], unique: true);
        b.CreateTable("report_figures", t => new
        {
            report_id = t.Column<string>(), position = t.Column<int>(), metric = t.Column<string>(), field = t.Column<string>(nullable: true),
            subject = t.Column<string>(nullable: true), value = t.Column<decimal>(), comment = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_report_figures", x => new { x.report_id, x.position });
            t.ForeignKey("fk_report_figures_report", x => x.report_id, "reports", "id");
        });

        b.CreateTable("audit", t => new
        {
            number = t.Column<long>(), at = t.Column<DateTime>(), by_user = t.Column<string>(), action = t.Column<string>(), subject = t.Column<string>(),
            detail = t.Column<string>(), previous_hash = t.Column<string>(), hash = t.Column<string>(),
        }, constraints: t => t.PrimaryKey("pk_audit", x => x.number));
        b.CreateTable("idempotency", t => new
        {
            user_id = t.Column<string>(), key = t.Column<string>(), request_hash = t.Column<string>(), status = t.Column<int>(), response = t.Column<string>(),
            at = t.Column<DateTime>(),
        }, constraints: t => t.PrimaryKey("pk_idempotency", x => new { x.user_id, x.key }));
        b.CreateTable("accounts", t => new
        {
            id = t.Column<string>(), user_name = t.Column<string>(), normalized_user_name = t.Column<string>(), display_name = t.Column<string>(),
            password_hash = t.Column<string>(nullable: true), security_stamp = t.Column<string>(), role = t.Column<string>(), body_id = t.Column<string>(nullable: true),
            unit_id = t.Column<string>(nullable: true), demo = t.Column<bool>(), disabled = t.Column<bool>(), access_failed_count = t.Column<int>(),
            lockout_end = t.Column<DateTime>(nullable: true), last_seen_sequence = t.Column<long>(), last_seen_at = t.Column<DateTime>(nullable: true),
        }, constraints: t => t.PrimaryKey("pk_accounts", x => x.id));
        b.CreateIndex("ix_accounts_name", "accounts", "normalized_user_name", unique: true);
        b.CreateTable("tokens", t => new
        {
            hash = t.Column<string>(), user_id = t.Column<string>(), created_at = t.Column<DateTime>(), revoked_at = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("pk_tokens", x => x.hash);
            t.ForeignKey("fk_tokens_account", x => x.user_id, "accounts", "id");
        });
        b.CreateTable("counters", t => new { name = t.Column<string>(), value = t.Column<long>() }, constraints: t => t.PrimaryKey("pk_counters", x => x.name));
    }
}
