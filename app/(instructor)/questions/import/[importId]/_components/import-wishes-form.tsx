import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Select } from "@/components/ui/field";
import type { ImportPreview } from "@/lib/usecases/exchange/import-file";

/** What the questions get that say nothing themselves, and what taken ids lead to. Shows the preview anew. */
export function ImportWishesForm({ preview: { wishes, lessons, exams } }: { preview: ImportPreview }) {
  return (
    <Card as="section" aria-labelledby="import-wishes">
      <CardHeader id="import-wishes" title="Where the file leaves it open" />
      <form className="grid gap-4 sm:grid-cols-3">
        <Select label="Lesson of those that say none" name="lesson" defaultValue={wishes.lesson}>
          <option value="">None yet</option>
          {lessons.map(({ id, title }) => (
            <option key={id} value={id}>
              {id} {title}
            </option>
          ))}
        </Select>
        <Select label="Exam of those that say none" name="exam" defaultValue={wishes.exam}>
          {exams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Select label="If the bank has the id with other content" name="existing" defaultValue={wishes.existing}>
          <option value="update">A draft of that question</option>
          <option value="copy">A new question, new id</option>
          <option value="skip">Leave it out</option>
        </Select>
        <div className="sm:col-span-3">
          <Button type="submit">Show with these choices</Button>
        </div>
      </form>
    </Card>
  );
}
