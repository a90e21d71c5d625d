"use client";

import * as Radix from "@radix-ui/react-dropdown-menu";
import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode;
  /** Which edge of the trigger it keeps to; "end" unless told. */
  align?: "start" | "end";
  children: ReactNode;
}

/** A drop-down of actions and links: arrow keys move, a letter jumps, Escape closes. */
export function Menu({ trigger, align = "end", children }: MenuProps) {
  return (
    // Not modal: the page stays readable and scrollable, and no scroll lock is needed.
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="fade-in z-50 min-w-52 rounded-card border border-line bg-surface p-1.5 shadow-pop"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const itemClass =
  "flex min-h-11 w-full items-center gap-3 rounded-[8px] px-3 -outline-offset-2 data-highlighted:bg-accent-soft data-disabled:text-ink-3";

interface ItemProps {
  icon?: IconName;
  children: ReactNode;
}

export interface MenuItemProps extends ItemProps {
  onSelect: () => void;
  disabled?: boolean;
  tone?: "normal" | "danger";
}

/** Does something. */
export function MenuItem({ icon, children, onSelect, disabled, tone = "normal" }: MenuItemProps) {
  return (
    <Radix.Item
      disabled={disabled}
      onSelect={() => onSelect()}
      className={classNames(itemClass, tone === "danger" && "text-wrong")}
    >
      {icon === undefined ? null : <Icon name={icon} size={18} className={tone === "danger" ? "" : "text-ink-2"} />}
      {children}
    </Radix.Item>
  );
}

/** Goes somewhere. */
export function MenuLink({ icon, children, href }: ItemProps & { href: string }) {
  return (
    <Radix.Item asChild>
      <Link href={href} className={itemClass}>
        {icon === undefined ? null : <Icon name={icon} size={18} className="text-ink-2" />}
        {children}
      </Link>
    </Radix.Item>
  );
}

/** A line of text that is not an item, e.g. who is signed in. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-3 py-2 text-sm text-ink-2">{children}</Radix.Label>;
}
