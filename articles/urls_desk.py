"""The editors' desk, under /redaktion/."""

from django.urls import path

from articles.views.desk import facts, listening, regional, reviewing, rules, start, versions, writing

urlpatterns = [
    path("", start.start, name="desk"),
    path("artiklar/", start.article_list, name="desk_articles"),
    path("granskas/", start.pending_list, name="desk_pending"),
    path("granskas-snart/", start.due_list, name="desk_due"),
    # what regions write
    path("regionalt/", regional.regional, name="desk_regional"),
    path("regionalt/tillagg/", regional.new, name="desk_addition_new"),
    path("regionalt/sida/", regional.new_page, name="desk_region_page_new"),
    path("regionalt/<int:pk>/stammer/", regional.confirm, name="desk_confirm"),
    # facts
    path("fakta/", facts.facts, name="desk_facts"),
    path("fakta/ny/", facts.new_fact, name="desk_fact_new"),
    path("fakta/<slug:name>/", facts.fact, name="desk_fact"),
    path("faktaforslag/<int:pk>/godkann/", facts.approve_fact, name="desk_fact_approve"),
    path("faktaforslag/<int:pk>/publicera/", facts.publish_fact, name="desk_fact_publish"),
    path("faktaforslag/<int:pk>/avboj/", facts.decline_fact, name="desk_fact_decline"),
    # the rules of the search
    path("sokregler/", rules.rule_list, name="desk_rules"),
    path("sokregler/ny/", rules.new_rule, name="desk_rule_new"),
    path("sokregler/<int:pk>/", rules.rule, name="desk_rule"),
    path("sokregler/<int:pk>/avsluta/", rules.end_rule, name="desk_rule_end"),
    path("sokregler/forslag/<int:pk>/", rules.rule_change, name="desk_rule_change"),
    path("sokregler/forslag/<int:pk>/godkann/", rules.approve_rule, name="desk_rule_approve"),
    path("sokregler/forslag/<int:pk>/avboj/", rules.decline_rule, name="desk_rule_decline"),
    # writing
    path("artiklar/ny/", writing.new, name="desk_new"),
    path("artiklar/<int:pk>/om/", writing.details, name="desk_details"),
    path("artiklar/<int:pk>/skriv/", writing.write, name="desk_write"),
    path("artiklar/<int:pk>/spara/", writing.autosave, name="desk_autosave"),
    path("artiklar/<int:pk>/forhandsgranska/", writing.preview, name="desk_preview"),
    path("artiklar/<int:pk>/oversatt/", writing.translate, name="desk_translate"),
    path("artiklar/<int:pk>/kasta/", writing.discard, name="desk_discard"),
    path("artiklar/<int:pk>/skicka-in/", writing.submit, name="desk_submit"),
    # versions: reading, judging, publishing
    path("artiklar/<int:pk>/", versions.article, name="desk_article"),
    path("artiklar/<int:pk>/jamfor/", versions.compare, name="desk_compare"),
    path("artiklar/<int:pk>/historia.json", versions.export, name="desk_export"),
    path("artiklar/<int:pk>/dra-tillbaka/", versions.withdraw, name="desk_withdraw"),
    path("version/<int:pk>/", versions.revision, name="desk_revision"),
    path("version/<int:pk>/publicera/", versions.publish, name="desk_publish"),
    path("version/<int:pk>/publicera-senare/", versions.schedule, name="desk_schedule"),
    path("version/<int:pk>/skicka-tillbaka/", versions.send_back, name="desk_send_back"),
    path("version/<int:pk>/aterstall/", versions.restore, name="desk_restore"),
    # reviewing
    path("version/<int:pk>/granskare/", reviewing.ask, name="desk_ask"),
    path("granskning/<int:pk>/", reviewing.review, name="desk_review"),
    path("granskning/<int:pk>/aterkalla/", reviewing.revoke, name="desk_revoke"),
    path("granskning/<int:pk>/bekrafta/", reviewing.confirm, name="desk_confirm_reviewer"),
    path("forslag/<int:pk>/ta-in/", reviewing.take, name="desk_take"),
    path("kommentar/<int:pk>/svara/", reviewing.answer, name="desk_answer"),
    # listening to readers
    path("svar/", listening.feedback_list, name="desk_feedback"),
    path("svar/<int:pk>/", listening.feedback_mark, name="desk_feedback_mark"),
    path("svar/<int:pk>/oppna-igen/", listening.feedback_reopen, name="desk_feedback_reopen"),
    path("sokningar/", listening.miss_list, name="desk_misses"),
    path("sokningar/gor/", listening.miss_handle, name="desk_miss_handle"),
    path("sokningar/<int:pk>/angra/", listening.miss_undo, name="desk_miss_undo"),
]
