import { useEffect, useState } from "react";
import { useParams } from "react-router";
import { shown } from "../model.js";
import { Amount, OrderView, Title, left } from "../views/order.jsx";
import { useOrder } from "./api.js";

function Clock({ until }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return <b>{left(until)}</b>;
}

export default function Order() {
  const { id } = useParams();
  const [order, isLive] = useOrder(id);
  if (!order) return <main className="order wrap" id="main" tabIndex="-1" aria-busy="true" />;
  const state = shown(order);
  return (
    <OrderView order={order} link={isLive ? "live" : "polled"} clock={<Clock until={state.until} />} title={<Title order={order} state={state} />}
      status={<strong className="visually-hidden">{state.state}</strong>} amount={<Amount state={state} />} />
  );
}
