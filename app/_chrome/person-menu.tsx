"use client";

import { startTransition } from "react";
import { forgetExamPages } from "@/components/exam/register-worker";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Menu, MenuItem, MenuLabel, MenuLink } from "@/components/ui/menu";
import { signOutAction } from "@/lib/actions/account";
import { untouched } from "@/lib/core/shared/action-state";

/** Who is signed in and what they practise for; leads to the account, the exam chooser and out. */
export function PersonMenu({ name, isGuest, examCode }: { name: string; isGuest: boolean; examCode: string }) {
  const signOut = () =>
    startTransition(async () => {
      await forgetExamPages();
      await signOutAction(untouched, new FormData());
    });
  return (
    <Menu
      trigger={
        <Button variant="ghost" icon={<Icon name="user" size={18} />} aria-label={`${name}, menu`}>
          <span className="max-w-32 truncate max-sm:sr-only">{name}</span>
        </Button>
      }
    >
      <MenuLabel>{isGuest ? "Guest: nothing is lost when you register" : name}</MenuLabel>
      {isGuest ? (
        <MenuLink href="/sign-up" icon="cloud-check">
          Keep my work
        </MenuLink>
      ) : null}
      <MenuLink href="/exams" icon="target">
        Exam: {examCode}
      </MenuLink>
      {isGuest ? null : (
        <MenuLink href="/join" icon="plus">
          Join a cohort
        </MenuLink>
      )}
      {isGuest ? null : (
        <MenuLink href="/live" icon="play">
          Live session
        </MenuLink>
      )}
      <MenuLink href="/account" icon="user">
        Account
      </MenuLink>
      <MenuItem icon="logout" onSelect={signOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
