"""The editors' desk, under /redaktion/."""

from django.urls import path

from articles.views.desk import facts, listening, regional, reviewing, start, versions, writing

urlpatterns = [
    path("redaktion/", start.start, name="desk"),
    path("redaktion/artiklar/", start.article_list, name="desk_articles"),
    path("redaktion/granskas/", start.pending_list, name="desk_pending"),
    path("redaktion/granskas-snart/", start.due_list, name="desk_due"),
    path("om/roller/", start.roles, name="roles"),
    # what regions write
    path("redaktion/regionalt/", regional.regional, name="desk_regional"),
    path("redaktion/regionalt/tillagg/", regional.new, name="desk_addition_new"),
    path("redaktion/regionalt/sida/", regional.new_page, name="desk_region_page_new"),
    path("redaktion/regionalt/<int:pk>/stammer/", regional.confirm, name="desk_confirm"),
    # facts
    path("redaktion/fakta/", facts.facts, name="desk_facts"),
    path("redaktion/fakta/ny/", facts.new_fact, name="desk_fact_new"),
    path("redaktion/fakta/<slug:name>/", facts.fact, name="desk_fact"),
    path("redaktion/faktaforslag/<int:pk>/godkann/", facts.approve_fact, name="desk_fact_approve"),
    path("redaktion/faktaforslag/<int:pk>/publicera/", facts.publish_fact, name="desk_fact_publish"),
    path("redaktion/faktaforslag/<int:pk>/avboj/", facts.decline_fact, name="desk_fact_decline"),
    # writing
    path("redaktion/artiklar/ny/", writing.new, name="desk_new"),
    path("redaktion/artiklar/<int:pk>/om/", writing.details, name="desk_details"),
    path("redaktion/artiklar/<int:pk>/skriv/", writing.write, name="desk_write"),
    path("redaktion/artiklar/<int:pk>/spara/", writing.autosave, name="desk_autosave"),
    path("redaktion/artiklar/<int:pk>/forhandsgranska/", writing.preview, name="desk_preview"),
    path("redaktion/artiklar/<int:pk>/oversatt/", writing.translate, name="desk_translate"),
    path("redaktion/artiklar/<int:pk>/kasta/", writing.discard, name="desk_discard"),
    path("redaktion/artiklar/<int:pk>/skicka-in/", writing.submit, name="desk_submit"),
    # versions: reading, judging, publishing
    path("redaktion/artiklar/<int:pk>/", versions.article, name="desk_article"),
    path("redaktion/artiklar/<int:pk>/jamfor/", versions.compare, name="desk_compare"),
    path("redaktion/artiklar/<int:pk>/historia.json", versions.export, name="desk_export"),
    path("redaktion/artiklar/<int:pk>/dra-tillbaka/", versions.withdraw, name="desk_withdraw"),
    path("redaktion/version/<int:pk>/", versions.revision, name="desk_revision"),
    path("redaktion/version/<int:pk>/publicera/", versions.publish, name="desk_publish"),
    path("redaktion/version/<int:pk>/publicera-senare/", versions.schedule, name="desk_schedule"),
    path("redaktion/version/<int:pk>/skicka-tillbaka/", versions.send_back, name="desk_send_back"),
    path("redaktion/version/<int:pk>/aterstall/", versions.restore, name="desk_restore"),
    # reviewing
    path("redaktion/version/<int:pk>/granskare/", reviewing.ask, name="desk_ask"),
    path("redaktion/granskning/<int:pk>/", reviewing.review, name="desk_review"),
    path("redaktion/granskning/<int:pk>/aterkalla/", reviewing.revoke, name="desk_revoke"),
    path("redaktion/granskning/<int:pk>/bekrafta/", reviewing.confirm, name="desk_confirm_reviewer"),
    path("redaktion/forslag/<int:pk>/ta-in/", reviewing.take, name="desk_take"),
    path("granska/<str:token>/", reviewing.review_by_link, name="review_by_link"),
    # listening to readers
    path("redaktion/svar/", listening.feedback_list, name="desk_feedback"),
    path("redaktion/svar/<int:pk>/", listening.feedback_mark, name="desk_feedback_mark"),
    path("redaktion/svar/<int:pk>/oppna-igen/", listening.feedback_reopen, name="desk_feedback_reopen"),
    path("redaktion/sokningar/", listening.miss_list, name="desk_misses"),
    path("redaktion/sokningar/gor/", listening.miss_handle, name="desk_miss_handle"),
    path("redaktion/sokningar/<int:pk>/angra/", listening.miss_undo, name="desk_miss_undo"),
]
