-- CreateIndex
CREATE INDEX "Question_packId_state_id_versionId_idx" ON "Question"("packId", "state", "id", "versionId");
